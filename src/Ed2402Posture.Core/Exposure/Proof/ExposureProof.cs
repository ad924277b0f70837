using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Tests exposure records against a tenant's data. Pure: the same data and records give the same results.</summary>
public static class ExposureProof
{
    // An application has no refresh token. Its access token lives up to 28 hours where it takes part in continuous access evaluation, which a disabled service principal ends in
    // Microsoft Graph alone; a managed identity's or one by policy lives a day. Sources: 'Configurable token lifetimes', 'Continuous access evaluation for workload identities'.
    private static readonly TimeSpan AppTokenLifetime = TimeSpan.FromHours(28);

    /// <summary>The datasets that a test of these records rests on.</summary>
    public static IReadOnlyList<DatasetDefinition> Needs(IReadOnlyCollection<ExposureRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var needs = new List<DatasetDefinition>();
        if (records.Any(r => r.NamesApplication))
        {
            needs.AddRange([Datasets.Applications, Datasets.ServicePrincipals, Datasets.ServicePrincipalSignInActivities]);
        }

        if (records.Any(r => r.NamesUser))
        {
            needs.AddRange([Datasets.NamedUsers, Datasets.Domains, Datasets.ConditionalAccessPolicies, Datasets.TokenLifetimePolicies, Datasets.ContinuousAccessPolicies]);
        }

        if (needs.Count > 0)
        {
            needs.Add(Datasets.DeletedObjects);
        }

        if (records.Any(r => r.ResourceId is not null))
        {
            needs.Add(Datasets.NamedResources);
        }

        return needs;
    }

    /// <summary>What to ask the tenant for, so that the records can be tested.</summary>
    public static CollectionScope Scope(IEnumerable<ExposureRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ExposureRecord[] all = [.. records];
        return new CollectionScope
        {
            Users = [.. all.SelectMany(r => new[] { r.UserId, r.UserPrincipalName }).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            Resources = [.. all.Select(r => r.ResourceId).OfType<string>().Where(KeyedResources.IsKeyed).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    /// <summary>Tests records, in order.</summary>
    /// <param name="records">What was exposed.</param>
    /// <param name="snapshot">The tenant's data.</param>
    /// <param name="before">The results of an earlier test, by record: what was there then and is gone now was deleted.</param>
    public static IReadOnlyList<ExposureResult> Prove(IEnumerable<ExposureRecord> records, Snapshot snapshot, IReadOnlyDictionary<string, CaseResult>? before = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(snapshot);
        var facts = new TenantFacts(snapshot);
        var use = new Lazy<ApplicationUse>(() => new ApplicationUse(new TenantAnalysis(snapshot, PostureSettings.Default)));
        return [.. records.Select(record => Result(record, Judge(record, facts, before?.GetValueOrDefault(record.Id)?.SubjectId), facts, use))];
    }

    /// <summary>Tests the records of a case, in order. Owners and planned dates are those that people wrote last.</summary>
    public static IReadOnlyList<ExposureResult> Prove(ExposureCase exposureCase, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(exposureCase);
        return [.. Prove(exposureCase.Records, snapshot, exposureCase.Results).Zip(exposureCase.Items, (result, item) => result with { Owner = item.Owner, PlannedOn = item.PlannedOn, Decision = item.Decision })];
    }

    private static Verdict Judge(ExposureRecord record, TenantFacts facts, string? seenBefore) => record switch
    {
        { NamesUser: true } when record.Kind is ExposureKind.Password or ExposureKind.Token or ExposureKind.Other => UserProof.Prove(record, facts, seenBefore),
        { ResourceId: not null } => ResourceProof.Prove(record, facts),
        { Kind: ExposureKind.Secret or ExposureKind.Certificate } => ApplicationProof.Prove(record, facts, seenBefore),
        { Kind: ExposureKind.Other } when record.AppId is not null || record.ServicePrincipalId is not null => ApplicationProof.Prove(record, facts, seenBefore),
        { Kind: ExposureKind.Token } => AppToken(record, facts),
        _ => ResourceProof.Manual("No data of the tenant shows this credential."),
    };

    private static Verdict AppToken(ExposureRecord record, TenantFacts facts)
    {
        DateTimeOffset until = record.ResetAfter + AppTokenLifetime;
        EvidenceItem evidence = new("snapshot.collectedAt", EvidenceItem.Time(facts.Now), facts.Now);
        return facts.Now < until
            ? new Verdict(ExposureState.Open, $"An application's token lives up to 28 hours, whatever becomes of the application: this one until {EvidenceItem.Time(until)}.", [evidence]) { SubjectType = "Application", SubjectId = record.AppId ?? record.ServicePrincipalId, UsableUntil = until, ToDo = "Test again after that time." }
            : new Verdict(ExposureState.Remediated, $"An application's token lives up to 28 hours: this one ran out by {EvidenceItem.Time(until)}.", [evidence]) { SubjectType = "Application", SubjectId = record.AppId ?? record.ServicePrincipalId, RemediatedOn = until };
    }

    private static ExposureResult Result(ExposureRecord record, Verdict verdict, TenantFacts facts, Lazy<ApplicationUse> use) => new()
    {
        RecordId = record.Id,
        Reference = record.Reference,
        Kind = record.Kind,
        State = verdict.State,
        Reason = verdict.Reason,
        ToDo = verdict.ToDo,
        Subject = verdict.Subject ?? record.Subject,
        SubjectId = verdict.SubjectId,
        SubjectType = verdict.SubjectType,
        ResetAfter = record.ResetAfter,
        RemediatedOn = verdict.RemediatedOn,
        UsableUntil = verdict.UsableUntil,
        Candidates = new TextList<string>([.. verdict.Candidates]),
        Owner = record.Owner,
        PlannedOn = record.PlannedOn,
        MethodsAdded = verdict.MethodsAdded,
        NoFurtherUse = verdict is { SubjectType: ApplicationProof.Subject, SubjectId: { } appId } && facts.Principal(appId) is { } principal && principal.AccountEnabled != false && use.Value.Of(principal).State == UseState.Unused ? use.Value.Reasons(principal) : null,
        TenantId = facts.Snapshot.Info.TenantId,
        CollectedAt = facts.Now,
        Evidence = new TextList<EvidenceItem>([.. verdict.Evidence]),
    };
}
