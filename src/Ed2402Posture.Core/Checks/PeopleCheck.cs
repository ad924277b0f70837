using Ed2402Posture.Core.Privilege;

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

    /// <summary>Findings about other subjects than the people, where there are people.</summary>
    protected virtual IEnumerable<Finding> Beside(CheckContext context, IReadOnlyList<PrivilegedAccount> people) => [];
}
