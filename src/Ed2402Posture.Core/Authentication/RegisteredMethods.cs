using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>What a person has registered, from the person's own list where it was read, else from the registration report's row while it is fresh.</summary>
/// <param name="Methods">The methods; null when neither source tells.</param>
/// <param name="AsOf">When the service knew this (UTC).</param>
/// <param name="Why">Why it is not known, starting with the status.</param>
internal sealed record Registration(IReadOnlyList<RegisteredMethod>? Methods, DateTimeOffset? AsOf, string? Why);

/// <summary>Registered methods of every privileged person.</summary>
internal sealed class RegisteredMethods
{
    /// <summary>Days after which a row of the report proves nothing: the service renews them daily.</summary>
    public const int MaximumReportAgeDays = 7;

    private readonly Snapshot snapshot;
    private readonly int maximumAge;
    private readonly Dictionary<string, UserRegistrationDetails> rows;
    private readonly ILookup<string, UserAuthenticationMethod> own;

    public RegisteredMethods(Snapshot snapshot, int maximumAge = MaximumReportAgeDays)
    {
        this.snapshot = snapshot;
        this.maximumAge = maximumAge;
        rows = snapshot.Get(Datasets.UserRegistrationDetails).Items.DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
        own = snapshot.Get(Datasets.AuthenticationMethods).Items.ToLookup(m => m.ParentId, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The person's own list, where it was read.</summary>
    public IEnumerable<UserAuthenticationMethod> OwnList(string userId) => own[userId];

    /// <summary>What the person has registered. The own list does not tell certificates, phone sign-in and some others apart, so what a fresh row says beside it counts too.</summary>
    public Registration Of(string userId)
    {
        bool hasRow = rows.TryGetValue(userId, out UserRegistrationDetails? row);
        bool fresh = hasRow && row!.LastUpdatedDateTime is { } updated && (snapshot.Info.CollectedAt - updated).TotalDays <= maximumAge;
        RegisteredMethod[] reported = fresh ? [.. (row!.MethodsRegistered ?? []).Select(RegisteredMethod.OfReport)] : [];
        // A list of which parts may be lost proves what is there, not what is not.
        if (own[userId].Any() && (fresh || snapshot.Get(Datasets.AuthenticationMethods).IsComplete))
        {
            return new Registration([.. own[userId].Select(RegisteredMethod.Of).Concat(reported).Where(m => m.Id != "password").DistinctBy(m => m.Id)], snapshot.Info.CollectedAt, null);
        }

        return fresh ? new Registration([.. reported.Where(m => m.Id != "password").DistinctBy(m => m.Id)], row!.LastUpdatedDateTime, null)
            : new Registration(null, row?.LastUpdatedDateTime, Why(hasRow, row));
    }

    private string Why(bool hasRow, UserRegistrationDetails? row)
    {
        Dataset<UserRegistrationDetails> report = snapshot.Get(Datasets.UserRegistrationDetails);
        return !report.IsComplete && !hasRow ? report.State.Describe(report.Definition.Name)
            : !hasRow ? "Partial: userRegistrationDetails has no row of this account, so its methods are unknown"
            : row!.LastUpdatedDateTime is { } updated ? string.Create(CultureInfo.InvariantCulture, $"Partial: userRegistrationDetails of this account dates from {updated:yyyy-MM-dd}, too old to prove anything")
            : "Partial: userRegistrationDetails of this account has no date";
    }
}
