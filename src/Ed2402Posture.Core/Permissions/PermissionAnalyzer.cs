using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Permissions;

/// <summary>Says what a sign-in may read, from its token and from what was read so far. Sends nothing.</summary>
public static class PermissionAnalyzer
{
    /// <summary>One report a dataset, in the order of <see cref="Datasets.All"/>.</summary>
    /// <param name="identity">Who is signed in, where.</param>
    /// <param name="snapshot">What was read so far, or null.</param>
    /// <param name="checks">The checks whose needs are shown.</param>
    public static IReadOnlyList<PermissionReport> Analyze(TenantIdentity identity, Snapshot? snapshot, IReadOnlyCollection<Check> checks)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(checks);
        var token = new TokenPermissions(identity);
        return [.. Datasets.All.Select(dataset => Report(dataset, identity, token, snapshot, checks))];
    }

    /// <summary>The fewest permissions with which everything can be read, by name.</summary>
    /// <param name="identity">Who is signed in, or null.</param>
    /// <param name="checks">The checks whose needs are shown.</param>
    public static IReadOnlyList<LeastPrivilegePermission> LeastPrivilege(TenantIdentity? identity, IReadOnlyCollection<Check> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var token = new TokenPermissions(identity);
        return
        [
            .. from dataset in Datasets.All
               from permission in dataset.Permissions
               group dataset by (Permission: permission, IsGraph: IsGraph(dataset)) into needed
               orderby needed.Key.IsGraph descending, needed.Key.Permission
               select new LeastPrivilegePermission
               {
                   Permission = needed.Key.Permission,
                   Service = needed.Key.IsGraph ? "Microsoft Graph" : "Azure",
                   Granted = !needed.Key.IsGraph || !token.AreKnown ? Answer.Unknown
                       : token.Covering(needed.Key.Permission) is not null || needed.All(d => token.For(d) is not null) ? Answer.Yes : Answer.No,
                   Datasets = string.Join("; ", needed.Select(d => d.Name)),
                   Checks = Ids(checks, [.. needed]),
               },
        ];
    }

    private static PermissionReport Report(DatasetDefinition dataset, TenantIdentity identity, TokenPermissions token, Snapshot? snapshot, IReadOnlyCollection<Check> checks)
    {
        IReadOnlyList<string>? grantedBy = IsGraph(dataset) ? token.For(dataset) : null;
        DatasetState state = snapshot?.Get(dataset).State ?? DatasetState.NotCollected;
        var report = new PermissionReport
        {
            Dataset = dataset.Name,
            Title = dataset.Title,
            Service = dataset.Service,
            Endpoint = dataset.Endpoint,
            Permission = string.Join("; ", dataset.Permissions),
            AlsoEnough = string.Join("; ", dataset.AlsoEnough),
            Granted = !IsGraph(dataset) ? (identity.HasResourceManager || identity.Method == SignInMethod.None ? Answer.Unknown : Answer.No)
                : grantedBy is not null ? Answer.Yes
                : token.AreKnown ? Answer.No : Answer.Unknown,
            GrantedBy = grantedBy is null ? null : string.Join("; ", grantedBy),
            Licence = dataset.Licence.Name(),
            Licensed = Licensed(dataset, snapshot),
            InCloud = dataset.Clouds.HasFlag(identity.Environment.Cloud) ? Answer.Yes : Answer.No,
            Status = state.Status,
            Readable = Answer.Unknown,
            Checks = Ids(checks, [dataset]),
        };
        (Answer readable, string? reason) = Readable(report, dataset, state, identity);
        return report with { Readable = readable, Reason = reason };
    }

    private static (Answer Readable, string? Reason) Readable(PermissionReport report, DatasetDefinition dataset, DatasetState state, TenantIdentity identity) => (report, state.Status) switch
    {
        (_, DatasetStatus.Complete) => (Answer.Yes, null),
        (_, not (DatasetStatus.NotCollected or DatasetStatus.Failed)) => (Answer.No, state.Describe(dataset.Name)),
        (_, DatasetStatus.Failed) => (Answer.Unknown, state.Describe(dataset.Name)),
        ({ InCloud: Answer.No }, _) => (Answer.No, $"The cloud {identity.Environment.Name} does not offer it."),
        ({ Licensed: Answer.No }, _) => (Answer.No, $"The tenant lacks {report.Licence}."),
        ({ Granted: Answer.No }, _) when !IsGraph(dataset) => (Answer.No, identity.ResourceManagerReason ?? "There is no token for Azure Resource Manager."),
        ({ Granted: Answer.No }, _) => (Answer.No, $"The token lacks {dataset.PermissionText}."),
        ({ Granted: Answer.Unknown }, _) when identity.Method == SignInMethod.None => (Answer.Unknown, "The snapshot does not hold it."),
        ({ Granted: Answer.Unknown }, _) when IsGraph(dataset) => (Answer.Unknown, "The token does not tell its permissions; a scan will show."),
        ({ Granted: Answer.Unknown }, _) => (Answer.Unknown, $"A token for Azure tells of no role; a scan will show. Needed: {dataset.PermissionText}."),
        _ when !identity.IsApplication => (Answer.Unknown, "The permission is granted; whether the account's own directory roles allow it, a scan will show."),
        ({ Licensed: Answer.Unknown }, _) => (Answer.Unknown, $"The permission is granted; whether the tenant has {report.Licence}, a scan will show."),
        _ => (Answer.Yes, null),
    };

    private static Answer Licensed(DatasetDefinition dataset, Snapshot? snapshot)
    {
        if (dataset.Licence == Licence.None)
        {
            return Answer.Yes;
        }

        return snapshot?.Get(Datasets.SubscribedSkus) is not { IsComplete: true } skus ? Answer.Unknown
            : Licences.Covers(Licences.ServicePlans(skus.Items), dataset.Licence) ? Answer.Yes : Answer.No;
    }

    private static bool IsGraph(DatasetDefinition dataset) => dataset.Service is DatasetService.Graph or DatasetService.GraphBeta;

    private static string Ids(IEnumerable<Check> checks, IReadOnlyCollection<DatasetDefinition> datasets) =>
        string.Join("; ", checks.Select(c => c.Metadata).Where(c => c.Needs.Concat(c.Widens).Any(need => datasets.Contains(need.Dataset))).Select(c => c.Id));
}
