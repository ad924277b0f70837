using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-02: the accounts that a case names were reset since, passwords and sessions; and which administrators were not.</summary>
internal sealed class Exp02ExposedAccountsAreReset : ExposureCheck
{
    private static readonly DatasetDefinition[] Needed = [Datasets.NamedUsers, Datasets.Domains, Datasets.DeletedObjects];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-02",
        Title = "Exposed accounts got a new password and new sessions",
        Category = CheckCategory.Exposure,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED],
        References = ["NIST IR-4", "NIST IA-5(1)", "NIST AC-12", "ATT&CK T1078.004", "ATT&CK T1550"],
        Remediation = "Reset the password where it is kept, revoke the user's sessions, and review the authentication methods that were added since.",
        Needs = [.. Needed.Select(DatasetNeed.FromDatasetDefinition)],
        Widens = [.. PrivilegeNeeds.All.Append(Datasets.ConditionalAccessPolicies).Append(Datasets.TokenLifetimePolicies)],
        Explains = [Datasets.ContinuousAccessPolicies],
        NeedsCase = true,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Finding finding in Records(context))
        {
            any = true;
            named.Add(finding.SubjectId);
            yield return finding;
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "The case names no account.");
        }

        foreach (Finding finding in Administrators(context, named))
        {
            yield return finding;
        }
    }

    /// <inheritdoc/>
    protected override bool IsAbout(ExposureRecord record) => record.NamesUser && record.ResourceId is null && record.Kind is ExposureKind.Password or ExposureKind.Token or ExposureKind.Other;

    /// <summary>Administrators that the case does not name. The directive has privileged accounts secured beside what is known to be exposed, and lists of what leaked are
    /// seldom whole: a cloud account older than the exposure fails, less severely than an exposed one. An account whose password is kept elsewhere points there.</summary>
    private IEnumerable<Finding> Administrators(CheckContext context, HashSet<string> named)
    {
        if (context.Case!.Since is not { } since)
        {
            yield break;
        }

        var record = new ExposureRecord { Id = "", Reference = "", Kind = ExposureKind.Password, ExposedOn = since };
        var facts = new TenantFacts(context.Snapshot);
        var users = context.Snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        foreach (PrivilegedAccount account in context.Privilege.Accounts.Where(a => a.Type == PrincipalType.User && a.Tier <= Tiers.ManagementPlane && !named.Contains(a.Id)))
        {
            Subject subject = Subject.Of(account);
            if (!users.TryGetValue(account.Id, out User? user))
            {
                yield return NotAssessed(context, subject, $"Partial: {Datasets.Users} has no such person.", account.Roles);
                continue;
            }

            Verdict verdict = UserProof.Reset(record, user, facts, Datasets.Users);
            string evidence = string.Join("; ", verdict.Evidence);
            string reason = $"The case does not name the account, but it is privileged. {verdict.Reason}";
            yield return account.Enabled == false ? NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles, evidence)
                : verdict.State == ExposureState.Remediated ? Pass(context, subject, verdict.Reason, account.Roles, evidence)
                : UserProof.Elsewhere(user, facts) is not null ? Warn(context, subject, reason, account.Roles, evidence, verdict.State == ExposureState.Open ? Severity.Medium : Severity.Low)
                : Fail(context, subject, reason, account.Roles, evidence, account.Tier <= Tiers.ControlPlane ? Severity.High : Severity.Medium);
        }
    }
}
