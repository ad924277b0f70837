using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Settings;

/// <summary>What the user declares about the tenant; read from a JSON file (schema: docs/settings.schema.json).</summary>
public sealed record PostureSettings
{
    /// <summary>Nothing declared.</summary>
    public static readonly PostureSettings Default = new();

    /// <summary>Break-glass accounts, by object id or user principal name.</summary>
    public IReadOnlyList<string> BreakGlassAccounts { get; init; } = [];
    /// <summary>Thresholds by check id and name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Thresholds { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, int>>();
    /// <summary>Service principals (object id or application id) that may hold privilege.</summary>
    public IReadOnlyList<string> AllowedServicePrincipals { get; init; } = [];
    /// <summary>Tenant ids of partners whose principals may hold privilege.</summary>
    public IReadOnlyList<string> AllowedTenants { get; init; } = [];
    /// <summary>Groups (object id) that may hold standing privilege.</summary>
    public IReadOnlyList<string> AllowedGroups { get; init; } = [];
    /// <summary>Further roles to be treated as privileged.</summary>
    public IReadOnlyList<AdditionalRole> AdditionalRoles { get; init; } = [];
    /// <summary>Domains that sign in at another identity provider on purpose.</summary>
    public IReadOnlyList<FederatedDomain> FederatedDomains { get; init; } = [];
    /// <summary>Failures that the organisation accepts until a date.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>A threshold's value for a check: the settings' own, else the default.</summary>
    public int Threshold(string checkId, Threshold threshold)
    {
        ArgumentNullException.ThrowIfNull(checkId);
        ArgumentNullException.ThrowIfNull(threshold);
        foreach ((string id, IReadOnlyDictionary<string, int> values) in Thresholds)
        {
            if (string.Equals(id, checkId, StringComparison.OrdinalIgnoreCase) && values.TryGetValue(threshold.Name, out int value))
            {
                return value;
            }
        }

        return threshold.Default;
    }

    /// <summary>Whether the id or user principal name is a declared break-glass account.</summary>
    public bool IsBreakGlass(string? id, string? userPrincipalName) =>
        BreakGlassAccounts.Any(account => string.Equals(account, id, StringComparison.OrdinalIgnoreCase) || string.Equals(account, userPrincipalName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A role that the organisation treats as privileged though Microsoft does not.</summary>
public sealed record AdditionalRole
{
    /// <summary>Role definition id or template id.</summary>
    public required string RoleDefinitionId { get; init; }
    /// <summary>Tier: 0 control plane, 1 management plane.</summary>
    public int Tier { get; init; } = 1;
}

/// <summary>A domain that signs in at another identity provider on purpose.</summary>
public sealed record FederatedDomain
{
    /// <summary>The domain.</summary>
    public required string Domain { get; init; }
    /// <summary>The issuer of its tokens, where that is to be held to.</summary>
    public string? IssuerUri { get; init; }
}

/// <summary>A failure that is accepted until a date.</summary>
public sealed record Waiver
{
    /// <summary>The check, as <c>PIM-01</c>.</summary>
    public required string CheckId { get; init; }
    /// <summary>Object id, user principal name or name of the subject; <c>*</c> for all.</summary>
    public required string Subject { get; init; }
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
    /// <summary>Last day on which it holds (UTC).</summary>
    public required DateOnly Expires { get; init; }
}
