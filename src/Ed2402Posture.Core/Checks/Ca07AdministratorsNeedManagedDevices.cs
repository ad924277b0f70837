using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.DeviceFilters;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Targets;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-07: what administrators use opens on managed devices alone, and registering methods is protected.</summary>
internal sealed class Ca07AdministratorsNeedManagedDevices : AccessCheck
{
    /// <summary>Attributes of a device that its user can change ('Conditional Access: Filter for devices').</summary>
    private static readonly HashSet<string> SelfWritable = new(StringComparer.OrdinalIgnoreCase) { "displayname", "model", "manufacturer", "operatingsystem", "operatingsystemversion", "physicalids" };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-07",
        Title = "Administrators need a managed device, and registering methods is protected",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.Medium,
        Provenance = [Provenance.SCuBA],
        References = ["SCuBA MS.AAD.3.7v1", "SCuBA MS.AAD.3.8v1", "CIS M365 5.2.2.9", "CIS M365 5.2.2.10", "NIST AC-19", "NIST IA-3", "ATT&CK T1078.004", "ATT&CK T1098.005"],
        Remediation = "Make an enabled policy for the administrator roles and all resources that demands a compliant or hybrid joined device, and one for the user action 'Register security information'.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access)
    {
        ConditionalAccessModel model = access.Model;
        IReadOnlyList<AccessTarget> resources = AdministratorResources(model);
        AccessTarget registration = model.FindTarget(TargetCatalog.RegisterSecurityInfo)!;
        return (profile, subject) =>
        {
            AccessTarget[] open = [.. resources.Where(t => model.Judge(profile, t).Unmanaged != Requirement.Block)];
            Requirement register = model.Judge(profile, registration).Unmanaged;
            string evidence = $"{string.Join("; ", resources.Select(t => $"{t.Name} on an unmanaged device: {model.Judge(profile, t).Unmanaged}"))}; {registration.Name} on an unmanaged device: {register}";
            if (open.Length > 0)
            {
                return Fail(context, subject, $"An unmanaged device opens {string.Join(", ", open.Select(t => t.Name))}.", string.Join("; ", open.Select(t => t.Name)), evidence);
            }

            string? filter = resources.SelectMany(t => model.Applying(profile, t)).Where(UsesSelfWritable).Select(p => p.Name).FirstOrDefault();
            return register == Requirement.None ? Warn(context, subject, "Managed devices are needed, but with the password alone new methods can be registered from any device.", registration.Name, evidence)
                : filter is not null ? Warn(context, subject, $"Managed devices are needed, but policy '{filter}' filters by an attribute that the user can change.", filter, evidence)
                : Pass(context, subject, "What administrators use opens on managed devices alone, and registering methods is protected.", null, evidence);
        };
    }

    private static bool UsesSelfWritable(CompiledPolicy policy) =>
        DeviceRuleParser.TryParse(policy.Policy.Conditions?.Devices?.DeviceFilter?.Rule, out DeviceRule? rule) && rule.Comparisons.All(c => SelfWritable.Contains(c.Attribute));
}
