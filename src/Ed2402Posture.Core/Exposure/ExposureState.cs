namespace Ed2402Posture.Core.Exposure;

/// <summary>How an exposed credential stands.</summary>
public enum ExposureState
{
    /// <summary>Something is still to be done, and the data shows it.</summary>
    Open = 0,
    /// <summary>The data proves that the credential is of no more use.</summary>
    Remediated,
    /// <summary>The data does not prove it either way: it was not read, or cannot be read from the cloud; a person has to look.</summary>
    CannotProve,
    /// <summary>The data proves that the tenant has no such account, application or resource.</summary>
    NotFound,
}
