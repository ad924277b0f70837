namespace Ed2402Posture.Core.Checks;

/// <summary>What a check found of a subject.</summary>
public enum Outcome
{
    /// <summary>The data proves that it holds.</summary>
    Pass = 0,
    /// <summary>The data proves that it does not hold.</summary>
    Fail,
    /// <summary>It holds, but something near it deserves a look.</summary>
    Warning,
    /// <summary>The question does not arise in this tenant.</summary>
    NotApplicable,
    /// <summary>The data that would prove it was not read; the reason says why.</summary>
    NotAssessed,
    /// <summary>It does not hold, and the settings waive it until a date.</summary>
    Waived,
}

/// <summary>How much a failure matters.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Informational = 0,
    /// <summary>Low.</summary>
    Low,
    /// <summary>Medium.</summary>
    Medium,
    /// <summary>High.</summary>
    High,
    /// <summary>Leads to the tenant's control by itself.</summary>
    Critical,
}

/// <summary>The group of a check, by its topic.</summary>
public enum CheckCategory
{
    /// <summary>INV: is the inventory of privileged accounts whole and sane?</summary>
    Inventory = 0,
    /// <summary>MFA: strength of authentication.</summary>
    MfaStrength,
    /// <summary>PIM: use of Privileged Identity Management.</summary>
    PimUsage,
    /// <summary>CA: conditional access.</summary>
    ConditionalAccess,
    /// <summary>WID: workload identities and their secrets.</summary>
    WorkloadIdentity,
    /// <summary>AZR: Azure RBAC.</summary>
    AzureRbac,
    /// <summary>EXP: after an exposure.</summary>
    Exposure,
    /// <summary>HYG: hygiene of administrator accounts.</summary>
    Hygiene,
}

/// <summary>Whose demand a check is.</summary>
public enum Provenance
{
    /// <summary>Words of Emergency Directive 24-02 (closed by CISA on 8 January 2026).</summary>
    ED = 0,
    /// <summary>Required by Binding Operational Directive 25-01.</summary>
    BOD,
    /// <summary>CISA's SCuBA baseline for Microsoft Entra ID, without a BOD badge.</summary>
    SCuBA,
    /// <summary>Microsoft's guidance for responders to Midnight Blizzard (25 January 2024).</summary>
    MS,
    /// <summary>CISA advisory AA24-057A.</summary>
    AA,
    /// <summary>Our own, from the field's experience.</summary>
    OWN,
}
