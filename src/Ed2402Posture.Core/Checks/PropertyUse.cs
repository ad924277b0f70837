using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>What rests on single properties of a dataset, for clouds that do not offer them. A property that is not named here may carry any verdict.</summary>
public static class PropertyUse
{
    private static readonly Dictionary<string, string[]> Checks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["users.identityParentId"] = ["HYG-04"], ["users.passwordPolicies"] = [], ["users.onPremisesImmutableId"] = ["HYG-02"],
        ["applications.publisherDomain"] = [], ["applications.servicePrincipalLockConfiguration"] = ["WID-08"],
        ["servicePrincipals.tags"] = [],
    };

    /// <summary>The properties of which it is known what rests on them, as <c>dataset.property</c>, with the ids of the checks.</summary>
    public static IReadOnlyDictionary<string, string[]> Known => Checks;

    /// <summary>Whether a verdict may rest on one of the properties that were not read.</summary>
    /// <param name="dataset">The dataset that lacks them.</param>
    /// <param name="properties">Their names, joined with commas.</param>
    /// <param name="checkId">The check, or null for what all checks share: who is privileged, by which paths.</param>
    public static bool Matters(DatasetDefinition dataset, string properties, string? checkId)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(properties);
        return properties.Split(',').Any(p => !Checks.TryGetValue($"{dataset.Name}.{p}", out string[]? checks) || (checkId is not null && checks.Contains(checkId)));
    }
}
