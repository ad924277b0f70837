namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>What a person decided about a record or an application. A decision never turns a state that the data shows into a better one.</summary>
public enum CaseDecision
{
    /// <summary>Nothing yet.</summary>
    Undecided = 0,
    /// <summary>The application is still of use.</summary>
    InUse,
    /// <summary>It is of no further use and will be disabled.</summary>
    WillBeDisabled,
    /// <summary>It was reset where the tenant's data cannot show it. Closes a record that cannot be proven; never one that the data shows to be open.</summary>
    ResetByHand,
    /// <summary>The record was a mistake: nothing of it was exposed.</summary>
    NotExposed,
}
