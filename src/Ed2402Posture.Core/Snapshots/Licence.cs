namespace Ed2402Posture.Core.Snapshots;

/// <summary>A licence that a dataset needs.</summary>
public enum Licence
{
    /// <summary>None: Microsoft Entra ID Free gives it.</summary>
    None = 0,
    /// <summary>Microsoft Entra ID P1.</summary>
    EntraIdP1,
    /// <summary>Microsoft Entra ID P2, or Microsoft Entra ID Governance.</summary>
    EntraIdP2OrGovernance,
    /// <summary>Microsoft Entra ID P2.</summary>
    EntraIdP2,
    /// <summary>Microsoft Entra Workload ID Premium.</summary>
    WorkloadIdPremium,
}

/// <summary>Names and service plans of licences. Source of the plan ids: reference tables of licence names published by Microsoft, as
/// used by the field's tools (August 2026).</summary>
public static class Licences
{
    /// <summary>Service plan of Microsoft Entra ID P1.</summary>
    public const string P1Plan = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
    /// <summary>Service plan of Microsoft Entra ID P2.</summary>
    public const string P2Plan = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
    /// <summary>Service plan of Microsoft Entra ID Governance.</summary>
    public const string GovernancePlan = "e866a266-3cff-43a3-acca-0c90a7e00c8b";
    /// <summary>Service plans of Microsoft Entra Workload ID.</summary>
    public static readonly IReadOnlyList<string> WorkloadIdPlans = ["84c289f0-efcb-486f-8581-07f44fc9efad", "7dc0e92d-bf15-401d-907e-0884efe7c760"];

    /// <summary>The licence's name as Microsoft writes it.</summary>
    public static string Name(this Licence licence) => licence switch
    {
        Licence.None => "Microsoft Entra ID Free",
        Licence.EntraIdP1 => "Microsoft Entra ID P1",
        Licence.EntraIdP2OrGovernance => "Microsoft Entra ID P2 or Microsoft Entra ID Governance",
        Licence.EntraIdP2 => "Microsoft Entra ID P2",
        Licence.WorkloadIdPremium => "Microsoft Entra Workload ID Premium",
        _ => licence.ToString(),
    };

    /// <summary>Whether the service plans include the licence. A P2 plan carries P1.</summary>
    public static bool Covers(IReadOnlyCollection<string> servicePlanIds, Licence licence)
    {
        ArgumentNullException.ThrowIfNull(servicePlanIds);
        bool Has(string plan) => servicePlanIds.Contains(plan, StringComparer.OrdinalIgnoreCase);
        return licence switch
        {
            Licence.None => true,
            Licence.EntraIdP1 => Has(P1Plan) || Has(P2Plan),
            Licence.EntraIdP2OrGovernance => Has(P2Plan) || Has(GovernancePlan),
            Licence.EntraIdP2 => Has(P2Plan),
            Licence.WorkloadIdPremium => WorkloadIdPlans.Any(Has),
            _ => false,
        };
    }

    /// <summary>The ids of the service plans that are provisioned, from <c>subscribedSkus</c> whose capability is not suspended or deleted.</summary>
    public static IReadOnlyCollection<string> ServicePlans(IEnumerable<Items.SubscribedSku> skus)
    {
        ArgumentNullException.ThrowIfNull(skus);
        return skus
            .Where(sku => sku.CapabilityStatus is null or "Enabled" or "Warning")
            .SelectMany(sku => sku.ServicePlans ?? [])
            .Where(plan => plan.ServicePlanId is not null && plan.ProvisioningStatus is (null or "Success" or "PendingProvisioning" or "PendingActivation"))
            .Select(plan => plan.ServicePlanId!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
