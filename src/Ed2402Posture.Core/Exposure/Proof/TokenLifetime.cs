using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>How long an access token of a user may live that no continuous access evaluation ends. Sources: 'Access tokens in the Microsoft identity platform' (60 to 90 minutes
/// by default, two hours where the tenant does not use conditional access) and 'Configurable token lifetimes' (a policy may set up to a day).</summary>
/// <param name="Default">The longest life without a policy.</param>
/// <param name="Longest">The longest life that the tenant's policies allow, to whichever application they are assigned; a day when they were not read.</param>
/// <param name="Because">Where the longest comes from, in words.</param>
/// <param name="NotRead">Why the policies are not known, or null.</param>
/// <param name="Evidence">What it rests on.</param>
internal sealed partial record TokenLifetime(TimeSpan Default, TimeSpan Longest, string Because, string? NotRead, IReadOnlyList<EvidenceItem> Evidence)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(90);
    private static readonly TimeSpan WithoutConditionalAccess = TimeSpan.FromHours(2);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The life of tokens in the tenant.</summary>
    public static TokenLifetime Of(TenantFacts facts)
    {
        Dataset<ConditionalAccessPolicy> conditionalAccess = facts.Snapshot.Get(Datasets.ConditionalAccessPolicies);
        TimeSpan usual = conditionalAccess.Items.Any(p => p.State == "enabled") ? Usual : WithoutConditionalAccess;
        string because = usual == Usual ? "the default of up to 90 minutes" : conditionalAccess.IsComplete ? "two hours, the default of a tenant without conditional access" : "two hours, the longest default";
        if (facts.NotWhole(Datasets.TokenLifetimePolicies) is { } notRead)
        {
            return new TokenLifetime(usual, Day, "a day, the longest that a token lifetime policy can set", notRead, []);
        }

        IReadOnlyList<TokenLifetimePolicy> policies = facts.Snapshot.Get(Datasets.TokenLifetimePolicies).Items;
        EvidenceItem[] evidence = policies.Count == 0
            ? [facts.Evidence(Datasets.TokenLifetimePolicies, "tokenLifetimePolicies", "[]")]
            : [.. policies.Select(p => facts.Evidence(Datasets.TokenLifetimePolicies, $"tokenLifetimePolicy[{p.Id}].definition", string.Join(" ", p.Definition ?? [])))];
        TokenLifetimePolicy? longest = policies.MaxBy(Life);

        // A policy that is shorter than the default shortens no bound: it holds for some clients and resources only.
        return longest is not null && Life(longest) > usual
            ? new TokenLifetime(usual, Life(longest), $"the token lifetime policy '{longest.DisplayName}'", null, evidence)
            : new TokenLifetime(usual, usual, because, null, evidence);
    }

    // What cannot be understood may be the longest that can be set.
    private static TimeSpan Life(TokenLifetimePolicy policy)
    {
        TimeSpan[] set = [.. (policy.Definition ?? []).Select(Read)];
        return set.Length == 0 ? TimeSpan.Zero : set.Max();
    }

    private static TimeSpan Read(string definition)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(definition);
            return !json.RootElement.TryGetProperty("TokenLifetimePolicy", out JsonElement policy) ? Day
                : !policy.TryGetProperty("AccessTokenLifetime", out JsonElement life) ? TimeSpan.Zero
                : Duration(life.GetString()) is { } read && read < Day ? read : Day;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Day;
        }
    }

    // d.hh:mm:ss, where minutes may pass 59: '00:90:00'.
    private static TimeSpan? Duration(string? text)
    {
        Match match = Shape().Match(text ?? "");
        return match.Success ? new TimeSpan(Number("days"), Number("hours"), Number("minutes"), Number("seconds")) : null;

        int Number(string part) => match.Groups[part].Success ? int.Parse(match.Groups[part].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^((?<days>[0-9]{1,4})\.)?(?<hours>[0-9]{1,4}):(?<minutes>[0-9]{1,4}):(?<seconds>[0-9]{1,4})(\.[0-9]+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
