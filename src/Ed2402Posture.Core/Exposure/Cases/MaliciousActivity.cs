namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>Whether the review of a record's activity found anything malicious. A person's to say: no data turns it into 'no'.</summary>
public enum MaliciousActivity
{
    /// <summary>Nobody has said.</summary>
    Unknown = 0,
    /// <summary>A person looked and found none.</summary>
    No,
    /// <summary>A person found some.</summary>
    Yes,
}
