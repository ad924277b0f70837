using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-06: whoever owns an application or service principal of tier 0 is an administrator of tier 0 anyway, and every person who owns a privileged one
/// signs in by what cannot be phished. An owner can add a credential and sign in as the application.</summary>
internal sealed class Wid06ApplicationOwnersAreAdministrators : Check
{
    private const string SignIn = "Sign-in of the owner";

    /// <summary>What the strength of a person's sign-in rests on.</summary>
    private static readonly DatasetNeed[] Strength = [.. AccessNeeds.Verdict, Datasets.UserRegistrationDetails, Datasets.AuthenticationMethodsPolicy];

    private static readonly DatasetNeed[] Needed = [.. PrivilegeNeeds.Workloads, .. PrivilegeNeeds.DirectoryRoles];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-06",
        Title = "Owners of privileged applications are administrators, and nobody can phish their sign-in",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.ED, Provenance.OWN],
        References = ["NIST AC-6(5)", "NIST IA-2(1)", "ATT&CK T1098.001", "ATT&CK T1078.004"],
        Remediation = "Remove the owner ('Remove-MgApplicationOwnerByRef', 'Remove-MgServicePrincipalOwnerByRef'); let Application Administrators manage the application. An owner who stays registers a phishing-resistant method, and a policy demands it of him.",
        Needs = Needed,
        Widens = AccessNeeds.Beside(Needed, [.. Strength.Select(n => n.Dataset), Datasets.AuthenticationMethods]),
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            List<AccessPath> owned = [.. account.Paths.Where(p => p.Kind == PathKind.AppOwner && p.Tier <= Tiers.ManagementPlane).OrderBy(p => p.Tier)];
            if (owned.Find(p => p.Plane == Plane.Entra && p.Tier == Tiers.ControlPlane) is { } strongest)
            {
                any = true;
                yield return JudgeRole(context, account, strongest);
            }

            if (owned.Count > 0 && account.Type is PrincipalType.User or PrincipalType.Guest)
            {
                any = true;
                yield return JudgeSignIn(context, account, owned[0]);
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No application of tier 0 has an owner, and no person owns another privileged one.");
        }
    }

    private Finding JudgeRole(CheckContext context, PrivilegedAccount account, AccessPath owned)
    {
        string evidence = $"path={owned.Text}";
        return OwnPrivilege.Reaches(account, Tiers.ControlPlane)
            ? Pass(context, Subject.Of(account), "The owner is an administrator of tier 0.", owned.Role, evidence)
            : OwnPrivilege.IsAllowed(context, account)
                ? Pass(context, Subject.Of(account), "The settings allow this owner, a service principal, to hold privilege.", owned.Role, evidence)
                : Fail(context, Subject.Of(account), $"The account is no administrator of tier 0 but by ownership: {owned.Text}.", owned.Role, evidence);
    }

    /// <summary>The application is as safe as its owner's sign-in: whoever gets in as the owner adds a credential and stays.</summary>
    private Finding JudgeSignIn(CheckContext context, PrivilegedAccount account, AccessPath owned)
    {
        Subject subject = Subject.Of(account);
        if (account.Enabled == false)
        {
            return NotApplicable(context, subject, "The account is disabled and cannot sign in.", SignIn, $"path={owned.Text}");
        }

        if (context.Settings.IsBreakGlass(account.Id, account.UserPrincipalName))
        {
            return NotApplicable(context, subject, "The account is declared as break-glass and held to CA-09.", SignIn, $"path={owned.Text}");
        }

        if (Strength.FirstOrDefault(n => !context.IsMet(n, Metadata.Id)) is { } unread)
        {
            return NotAssessed(context, subject, context.Snapshot.Get(unread.Dataset).State.Describe(unread.Dataset.Name), SignIn, $"path={owned.Text}");
        }

        AuthenticationMethodRow row = context.Analysis.Authentication.Evaluate(account);
        string evidence = $"path={owned.Text}; strength={row.EffectiveStrength}; registered={row.Registered}; required={row.Required}";
        Severity severity = owned.Tier == Tiers.ControlPlane ? Severity.High : Severity.Medium;
        return row.EffectiveStrength switch
        {
            EffectiveStrength.PhishingResistantEnforced => Pass(context, subject, row.Reason, SignIn, evidence),
            EffectiveStrength.NotAssessed => NotAssessed(context, subject, row.Reason, SignIn, evidence),
            EffectiveStrength.ForcedButCannot => Warn(context, subject, $"{row.Reason} Whoever registers one in the owner's place signs in as the owner.", SignIn, evidence, Severity.Low),
            _ => Fail(context, subject, $"Whoever phishes the owner can add a credential to the application and sign in as it. {row.Reason}", SignIn, evidence, severity),
        };
    }
}
