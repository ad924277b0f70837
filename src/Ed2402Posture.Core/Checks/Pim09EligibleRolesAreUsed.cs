using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-09: whoever may activate a privileged role does so now and then: never says that it is not needed, every day that it is standing in all but
/// name. One finding a person.</summary>
internal sealed class Pim09EligibleRolesAreUsed : Check
{
    /// <summary>Days of PIM's log that are read and judged.</summary>
    public static readonly Threshold Window = new("windowDays", 30, "days", "Days of PIM's log that are read and judged; 0 reads none. The service keeps 30.") { Minimum = 0, Maximum = 30 };

    private static readonly Threshold Share = new("maximumActiveDaysPercent", 80, "percent", "Greatest share of the days on which a person activates.") { Maximum = 100 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-09",
        Title = "Eligible roles are activated, and not all the time",
        Category = CheckCategory.PimUsage,
        Severity = Severity.Low,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-2(3)", "NIST AC-6(7)"],
        Remediation = "Remove eligibilities that nobody uses. Where one is used every day, look for a narrower role for the daily work, and let the strong one be activated for what needs it.",
        Needs = [Datasets.PimAudits],
        Widens = PrivilegeNeeds.DirectoryRoles,
        Thresholds = [Window, Share],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Dataset<DirectoryAudit> log = context.Snapshot.Get(Datasets.PimAudits);
        var activity = new PimActivity(log.Items);
        var window = new LogWindow(log, context.Now);
        int days = context.Threshold(Metadata, Window.Name);
        string? lack = log.IsComplete ? window.Lack(days) : log.State.Describe(Datasets.PimAudits.Name);
        bool any = false;
        ILookup<string, RoleHolding> eligible = context.Privilege.Assignments.Concat(context.Privilege.DerivedAssignments)
            .Where(a => a is { Plane: Plane.Entra, State: PathState.Eligible, Tier: <= Tiers.ManagementPlane, NotYetStarted: false, PrincipalType: PrincipalType.User or PrincipalType.Guest }).ToLookup(a => a.PrincipalId, StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, RoleHolding> person in eligible)
        {
            any = true;
            DateTimeOffset[] begun = [.. activity.ActivationsOf(person.Key).Where(t => window.IsWithin(t, days))];
            yield return Judge(context, person, begun, days, lack);
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "Nobody is eligible for a privileged role.");
        }
    }

    private Finding Judge(CheckContext context, IGrouping<string, RoleHolding> person, DateTimeOffset[] begun, int days, string? lack)
    {
        RoleHolding first = person.First();
        Subject subject = Subject.Of(first);
        string roles = string.Join("; ", person.Select(r => r.Role).Distinct());
        int used = begun.Select(t => t.UtcDateTime.Date).Distinct().Count();
        string evidence = string.Create(CultureInfo.InvariantCulture, $"activations={begun.Length}; days={used}; last={begun.DefaultIfEmpty().Max():yyyy-MM-dd}; windowDays={days}");
        if (days > 0 && used * 100 > days * context.Threshold(Metadata, Share.Name))
        {
            return Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"Activated on {used} of the last {days} days: the role is standing in all but name."), roles, evidence);
        }

        if (lack is not null)
        {
            return NotAssessed(context, subject, lack, roles, evidence);
        }

        return begun.Length > 0 ? Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"Activated on {used} of the last {days} days."), roles, evidence)
            : context.Settings.IsBreakGlass(first.PrincipalId, first.UserPrincipalName) ? Pass(context, subject, "A declared break-glass account need not activate.", roles, evidence)
            : person.All(r => r.StartDateTime > context.Now.AddDays(-days)) ? Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"Was made eligible within the last {days} days and has not activated yet."), roles, evidence)
            : Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"Has not activated anything in the last {days} days."), roles, evidence);
    }
}
