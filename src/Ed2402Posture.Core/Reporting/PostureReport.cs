using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Reporting;

/// <summary>What a scan says, for people: numbers, what is to be done, who is privileged, and what was not read.</summary>
public sealed record PostureReport
{
    /// <summary>Where and when the tenant was read.</summary>
    public required SnapshotInfo Info { get; init; }
    /// <summary>The posture in numbers.</summary>
    public required PostureStatus Posture { get; init; }
    /// <summary>Every check that has something to say, in the catalogue's order.</summary>
    public required IReadOnlyList<PostureReportCheck> Checks { get; init; }
    /// <summary>Every privileged account, the strongest tier first.</summary>
    public required IReadOnlyList<PostureReportAccount> Accounts { get; init; }
    /// <summary>Datasets that are not whole, each with status and reason.</summary>
    public required IReadOnlyList<string> Unread { get; init; }

    /// <summary>What the settings declare that can change a verdict, a line each.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>Judges a tenant by all checks.</summary>
    public static PostureReport Of(TenantAnalysis analysis, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var checks = new List<PostureReportCheck>();
        foreach (Check check in CheckCatalogue.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Finding[] findings = [.. CheckRunner.Run(analysis, [check])];
            if (findings.Length > 0)
            {
                checks.Add(new(check.Metadata, findings));
            }
        }

        return new PostureReport
        {
            Info = analysis.Snapshot.Info,
            Posture = PostureStatus.Of(analysis, [.. checks.SelectMany(c => c.Findings)]),
            Checks = checks,
            Accounts = [.. analysis.Privilege.Accounts.Select(a => PostureReportAccount.Of(a, analysis))],
            Settings = DeclaredSettings.Lines(analysis.Settings),
            Unread = [.. CheckRunner.DatasetsFor(CheckCatalogue.All).Select(analysis.Snapshot.Get).Where(d => !d.IsComplete).Select(d => d.State.Describe(d.Definition.Name))],
        };
    }
}

/// <summary>A check with its findings.</summary>
/// <param name="Check">The check.</param>
/// <param name="Findings">What it found, passes too.</param>
public sealed record PostureReportCheck(CheckMetadata Check, IReadOnlyList<Finding> Findings);

/// <summary>A privileged account with what keeps others from signing in to it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Strength">How a person can sign in; null for workloads.</param>
/// <param name="Required">What conditional access demands in the weakest sign-in; null for workloads, and when policies were not read.</param>
public sealed record PostureReportAccount(PrivilegedAccount Account, EffectiveStrength? Strength, Requirement? Required)
{
    internal static PostureReportAccount Of(PrivilegedAccount account, TenantAnalysis analysis)
    {
        AuthenticationMethodRow? methods = account.Type is PrincipalType.User or PrincipalType.Guest ? analysis.Authentication.Evaluate(account) : null;
        return new(account, methods?.EffectiveStrength, methods?.Required);
    }
}
