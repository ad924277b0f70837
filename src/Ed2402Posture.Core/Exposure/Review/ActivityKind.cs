namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>What was observed of an account or application since an exposure.</summary>
public enum ActivityKind
{
    /// <summary>The first successful sign-in since the exposure.</summary>
    FirstUse = 0,
    /// <summary>The last successful sign-in since the exposure.</summary>
    LastUse,
    /// <summary>The logs show no successful sign-in since the exposure.</summary>
    NotUsed,
    /// <summary>A sign-in with the very credential that was exposed.</summary>
    ExposedCredentialUsed,
    /// <summary>A country or region that the account did not sign in from before.</summary>
    NewCountry,
    /// <summary>A network (autonomous system, else /24 or /48) that it did not sign in from before.</summary>
    NewNetwork,
    /// <summary>A device that it did not use before.</summary>
    NewDevice,
    /// <summary>A program that it did not use before, whatever its version.</summary>
    NewUserAgent,
    /// <summary>An application, client type or protocol through which it did not sign in before.</summary>
    NewClient,
    /// <summary>A resource for which it was not issued tokens before.</summary>
    NewResource,
    /// <summary>A credential with which an application did not sign in before.</summary>
    NewCredential,
    /// <summary>A sign-in by a protocol that knows no second factor.</summary>
    LegacyProtocol,
    /// <summary>The password was right, from a network that was not the account's before, and something else stopped the sign-in.</summary>
    StoppedSignIn,
    /// <summary>A secret, certificate or federated credential of an application was added, changed or removed.</summary>
    CredentialChange,
    /// <summary>A permission was consented to or assigned.</summary>
    Consent,
    /// <summary>A role was assigned, activated or taken away.</summary>
    RoleChange,
    /// <summary>An owner was added or removed.</summary>
    OwnerChange,
    /// <summary>A domain or its federation was changed.</summary>
    FederationChange,
    /// <summary>A policy was changed: conditional access, authentication methods, authorization …</summary>
    PolicyChange,
    /// <summary>An authentication method was added, changed or removed.</summary>
    MethodChange,
    /// <summary>A password was changed or reset, or sessions were revoked.</summary>
    PasswordChange,
    /// <summary>A device was added or changed.</summary>
    DeviceChange,
    /// <summary>An account, group or application was made, changed, disabled or deleted.</summary>
    ObjectChange,
    /// <summary>There is no earlier time to compare with: what is new cannot be told.</summary>
    NoBaseline,
    /// <summary>A part of the time asked for is not in the logs, or a log could not be read.</summary>
    LogGap,
    /// <summary>What the files that were given hold of a log, and of which time.</summary>
    LogFiles,
}
