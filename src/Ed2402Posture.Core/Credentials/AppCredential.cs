using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Credentials;

/// <summary>One credential of an application or service principal; never its value.</summary>
public sealed record AppCredential
{
    /// <summary>Display name of the application or service principal.</summary>
    public required string Principal { get; init; }
    /// <summary>Application id.</summary>
    public string? AppId { get; init; }
    /// <summary>Object id of the application or service principal that carries the credential.</summary>
    public required string ObjectId { get; init; }
    /// <summary>Which of the two objects carries it.</summary>
    public required CredentialObject ObjectType { get; init; }
    /// <summary>Secret, certificate or federated.</summary>
    public required CredentialKind Kind { get; init; }
    /// <summary>Id of the credential on its object.</summary>
    public string? KeyId { get; init; }
    /// <summary>Name that its maker gave it.</summary>
    public string? DisplayName { get; init; }
    /// <summary>First three characters of a secret; the thumbprint of a certificate in hexadecimal, where known.</summary>
    public string? Hint { get; init; }
    /// <summary>Start (UTC); null when the service names none.</summary>
    public DateTimeOffset? StartDateTime { get; init; }
    /// <summary>End (UTC); null for none.</summary>
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary>Whole days since its start, at the snapshot's time.</summary>
    public int? AgeDays { get; init; }
    /// <summary>Whole days from start to end; null when either is missing.</summary>
    public int? LifetimeDays { get; init; }
    /// <summary>Whole days until its end; negative when it has passed; null without an end.</summary>
    public int? DaysToExpiry { get; init; }
    /// <summary>Active, expired or not yet valid.</summary>
    public required CredentialState State { get; init; }
    /// <summary>Last sign-in with it (UTC); null when unknown: never taken for use.</summary>
    public DateTimeOffset? LastUsed { get; init; }
    /// <summary>From when on a use would be known (UTC): what the report of last uses or the sign-in log that was read reaches back to. Null when neither was read.</summary>
    public DateTimeOffset? UseKnownSince { get; init; }
    /// <summary>Names of the owners of the application and its service principal, joined with <c>; </c>; empty when there is none. Null when none was read: <see cref="Ownership"/>
    /// tells what is known.</summary>
    public string? Owners { get; init; }
    /// <summary>How much is known of the owners: whether there are any, and whether <see cref="Owners"/> names them all.</summary>
    public Ownership Ownership { get; init; }
    /// <summary>Tier of its principal; null when that could not be decided on what was read.</summary>
    public int? Tier { get; init; }
    /// <summary>Roles and permissions of its principal, joined with <c>; </c>; null when it has none of tier 0 or 1.</summary>
    public string? Privileges { get; init; }
    /// <summary>Whether at least one reason makes it stale.</summary>
    public bool Stale => StaleCauses.Count > 0;
    /// <summary>Why it is stale, joined with <c>; </c>.</summary>
    public string? StaleReason => Stale ? StaleCauses.ToString() : null;
    /// <summary>What it is for: signing the application in, or signing SAML tokens for it.</summary>
    public CredentialUse Use { get; init; }

    /// <summary>Whether Azure keeps and renews it: a managed identity's certificate.</summary>
    internal bool IsAzures { get; init; }

    internal TextList<StaleCause> StaleCauses { get; init; } = TextList<StaleCause>.Empty;

    /// <summary>The credential in a few words: <c>Secret 'build' (3f2a…)</c>.</summary>
    public override string ToString() => $"{Kind}{(DisplayName is null ? "" : $" '{DisplayName}'")}{(KeyId is null ? "" : $" ({KeyId})")}";
}

/// <summary>The object that carries a credential.</summary>
public enum CredentialObject
{
    /// <summary>The application: what the portal shows under App registrations.</summary>
    Application = 0,
    /// <summary>The service principal itself, where the portal does not show it.</summary>
    ServicePrincipal,
}

/// <summary>Kind of a credential.</summary>
public enum CredentialKind
{
    /// <summary>A client secret.</summary>
    Secret = 0,
    /// <summary>A certificate.</summary>
    Certificate,
    /// <summary>A federated identity credential: trust in another issuer's tokens.</summary>
    Federated,
}

/// <summary>State of a credential at the snapshot's time.</summary>
public enum CredentialState
{
    /// <summary>It works.</summary>
    Active = 0,
    /// <summary>Its end has passed.</summary>
    Expired,
    /// <summary>Its start is still to come.</summary>
    NotYetValid,
}

/// <summary>What a credential is for.</summary>
public enum CredentialUse
{
    /// <summary>The application signs in with it.</summary>
    SignIn = 0,
    /// <summary>Microsoft Entra ID signs SAML tokens for the application with it.</summary>
    SamlSigning,
}

/// <summary>How much is known of the owners of an application and its service principal.</summary>
public enum Ownership
{
    /// <summary>Nothing: the owners were not read, or the application is another tenant's.</summary>
    Unknown = 0,
    /// <summary>Nobody owns them.</summary>
    None,
    /// <summary>Somebody owns them, whose name was not read; names that are shown may not be all.</summary>
    Unnamed,
    /// <summary>All owners are named.</summary>
    Named,
}
