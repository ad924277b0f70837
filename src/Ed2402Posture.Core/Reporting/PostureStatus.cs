using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Reporting;

/// <summary>The posture of the privileged accounts in numbers.</summary>
public sealed record PostureStatus
{
    /// <summary>When the tenant was read (UTC).</summary>
    public required DateTimeOffset CollectedAt { get; init; }
    /// <summary>What of the inventory was not read; <c>Complete</c> when nothing.</summary>
    public required string Completeness { get; init; }
    /// <summary>Privileged accounts.</summary>
    public required int Accounts { get; init; }
    /// <summary>Those of tier 0.</summary>
    public required int Tier0 { get; init; }
    /// <summary>Those that hold privilege at all times.</summary>
    public required int Standing { get; init; }
    /// <summary>Those that can activate it.</summary>
    public required int Eligible { get; init; }
    /// <summary>Workloads among them.</summary>
    public required int Workloads { get; init; }
    /// <summary>Findings by category.</summary>
    public required IReadOnlyList<PostureRow> Categories { get; init; }
    /// <summary>The checks that fail, the gravest first.</summary>
    public required IReadOnlyList<FailingCheck> Failing { get; init; }

    /// <summary>Sums up an analysis and the findings over it.</summary>
    public static PostureStatus Of(TenantAnalysis analysis, IReadOnlyCollection<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(findings);
        IReadOnlyList<PrivilegedAccount> accounts = analysis.Privilege.Accounts;
        return new PostureStatus
        {
            CollectedAt = analysis.Snapshot.Info.CollectedAt, Completeness = analysis.Privilege.Completeness, Accounts = accounts.Count, Tier0 = accounts.Count(a => a.Tier == 0), Standing = accounts.Count(a => a.Standing), Eligible = accounts.Count(a => a.Eligible),
            Workloads = accounts.Count(a => a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity or PrincipalType.AgentIdentity),
            Categories = [.. findings.GroupBy(f => f.Category).OrderBy(g => g.Key).Select(g => new PostureRow(g.Key, g.Select(f => f.CheckId).Distinct(StringComparer.Ordinal).Count(), Count(g, Outcome.Fail), Count(g, Outcome.Warning), Count(g, Outcome.NotAssessed), Count(g, Outcome.Waived), Count(g, Outcome.Pass)))],
            Failing = [.. findings.Where(f => f.Outcome == Outcome.Fail).GroupBy(f => f.CheckId, StringComparer.Ordinal).Select(g => new FailingCheck(g.Key, g.First().Title, g.Max(f => f.Severity), g.Count())).OrderByDescending(c => c.Severity).ThenBy(c => c.CheckId, StringComparer.Ordinal)],
        };
    }

    /// <summary>The numbers by name, as a case's history keeps them.</summary>
    public IReadOnlyDictionary<string, int> ToDictionary() => new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["PrivilegedAccounts"] = Accounts, [nameof(Tier0)] = Tier0, [nameof(Standing)] = Standing, [nameof(Eligible)] = Eligible, ["FailingChecks"] = Failing.Count, ["Failures"] = Categories.Sum(c => c.Fail), ["NotAssessed"] = Categories.Sum(c => c.NotAssessed),
    };

    private static int Count(IEnumerable<Finding> findings, Outcome outcome) => findings.Count(f => f.Outcome == outcome);
}

/// <summary>Findings of one category by outcome.</summary>
/// <param name="Category">The category.</param>
/// <param name="Checks">Checks that said something.</param>
/// <param name="Fail">Failures.</param>
/// <param name="Warning">Warnings.</param>
/// <param name="NotAssessed">What could not be assessed.</param>
/// <param name="Waived">Waived failures.</param>
/// <param name="Pass">Passes.</param>
public sealed record PostureRow(CheckCategory Category, int Checks, int Fail, int Warning, int NotAssessed, int Waived, int Pass);

/// <summary>A check that fails.</summary>
/// <param name="CheckId">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Severity">The gravest severity of its failures.</param>
/// <param name="Failures">Failures.</param>
public sealed record FailingCheck(string CheckId, string Title, Severity Severity, int Failures);
