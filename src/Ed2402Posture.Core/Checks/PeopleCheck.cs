using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>A check that judges each privileged person, guests among them: one finding a person.</summary>
internal abstract class PeopleCheck : Check
{
    /// <summary>The weakest tier that is judged.</summary>
    protected virtual int Tier => Tiers.ManagementPlane;

    /// <summary>The verdict on one person, made once a run so that it can prepare its look-ups.</summary>
    protected abstract Func<PrivilegedAccount, Finding> Judge(CheckContext context);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<PrivilegedAccount> people = [.. context.Privilege.Accounts.Where(a => a.Tier <= Tier && a.Type is (PrincipalType.User or PrincipalType.Guest))];
        return people.Count == 0
            ? [NotApplicable(context, context.Tenant, Tier == Tiers.ControlPlane ? "No person holds privilege of tier 0." : "No person holds privilege.")]
            : [.. people.Select(Judge(context)), .. Beside(context, people)];
    }

    /// <summary>A failure of an account that can sign in. Where it could not be read whether the account is disabled, which would settle the matter, it is none yet.</summary>
    protected Finding FailUnlessDisabled(CheckContext context, PrivilegedAccount account, string reason, string evidence)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(account);
        if (account.Enabled is not null)
        {
            return Fail(context, Subject.Of(account), reason, account.Roles, evidence);
        }

        Dataset users = context.Snapshot.Get(Datasets.Users);
        string why = users.IsComplete ? "Partial: users does not say it of this account" : users.State.Describe(users.Definition.Name);
        return NotAssessed(context, Subject.Of(account), $"{why}, so the account may be disabled. If it is not: {reason}", account.Roles, evidence);
    }

    /// <summary>Findings about other subjects than the people, where there are people.</summary>
    protected virtual IEnumerable<Finding> Beside(CheckContext context, IReadOnlyList<PrivilegedAccount> people) => [];
}
