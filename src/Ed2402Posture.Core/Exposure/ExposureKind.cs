namespace Ed2402Posture.Core.Exposure;

/// <summary>What was exposed.</summary>
public enum ExposureKind
{
    /// <summary>A client secret of an application.</summary>
    Secret = 0,
    /// <summary>A certificate with its private key.</summary>
    Certificate,
    /// <summary>A user's password.</summary>
    Password,
    /// <summary>A token: access, refresh or session.</summary>
    Token,
    /// <summary>A key of an API or an Azure resource.</summary>
    ApiKey,
    /// <summary>A connection string.</summary>
    ConnectionString,
    /// <summary>Anything else that authenticates.</summary>
    Other,
}
