using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Core.ConditionalAccess.Verification;

/// <summary>One sign-in of one account that stands for its class, with our answer, to be held against the service's own.</summary>
public sealed record SignInVerification
{
    /// <summary>The account, by user principal name or display name.</summary>
    public required string Account { get; init; }
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }
    /// <summary>The sign-in as a sentence.</summary>
    public required string SignIn { get; init; }
    /// <summary>What to ask; null when the service cannot be asked.</summary>
    public required WhatIfQuestion? Question { get; init; }
    /// <summary>Why it cannot be asked.</summary>
    public required string? CannotAsk { get; init; }
    /// <summary>How many accounts the answer stands for.</summary>
    public required int Accounts { get; init; }
    /// <summary>Our answer: enabled policies that apply, names by id.</summary>
    public required IReadOnlyDictionary<string, string> Ours { get; init; }
    /// <summary>Policies of which this module does not tell whether they apply, or the service cannot be told what they look at.</summary>
    public required IReadOnlySet<string> LeftOut { get; init; }

    /// <summary>Our answer, in words.</summary>
    public string OurAnswer => Names(Ours.Values);

    /// <summary>The enabled policies that the service applies, in words.</summary>
    public static string TheirAnswer(WhatIfAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Names(answer.Policies.Where(p => p.Applies && p.State == "enabled").Select(p => p.Name));
    }

    /// <summary>What the two answers differ in; null when they agree.</summary>
    public string? Disagreement(WhatIfAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Dictionary<string, WhatIfPolicy> theirs = answer.Policies.Where(p => p.State == "enabled" && !LeftOut.Contains(p.Id)).DistinctBy(p => p.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        string[] differences =
        [
            .. theirs.Values.Where(p => p.Applies && !Ours.ContainsKey(p.Id)).Select(p => $"Microsoft Graph applies '{p.Name}', this module does not"),
            .. Ours.Where(p => !LeftOut.Contains(p.Key) && !(theirs.TryGetValue(p.Key, out WhatIfPolicy? other) && other.Applies))
                .Select(p => $"this module applies '{p.Value}', Microsoft Graph does not{(theirs.TryGetValue(p.Key, out WhatIfPolicy? other) && other.Reasons.Length > 0 ? $" ({other.Reasons})" : "")}"),
        ];
        return differences.Length == 0 ? null : string.Join("; ", differences);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(n => $"'{n}'")) is { Length: > 0 } text ? text : "no policy";
}
