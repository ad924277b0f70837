namespace Ed2402Posture.Core.Snapshots;

/// <summary>What is known of the wholeness of a dataset. Only <see cref="Complete"/> proves an absence.</summary>
public enum DatasetStatus
{
    /// <summary>Nobody asked for it.</summary>
    NotCollected = 0,
    /// <summary>Every page was read and accounted for.</summary>
    Complete,
    /// <summary>Some items could not be read; the reason and the count are kept.</summary>
    Partial,
    /// <summary>The service refused; the missing permission is named.</summary>
    NoPermission,
    /// <summary>The tenant lacks the licence; the licence is named.</summary>
    NotLicensed,
    /// <summary>This cloud, or this kind of sign-in, does not offer it.</summary>
    NotSupported,
    /// <summary>Retries ran out; the last error and request id are kept.</summary>
    Failed,
}
