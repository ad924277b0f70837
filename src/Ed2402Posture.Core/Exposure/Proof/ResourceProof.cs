using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Proof for keys and connection strings of Azure resources: where ARM shows when their keys were made. Everything else is for a person.</summary>
internal static class ResourceProof
{
    public static Verdict Prove(ExposureRecord record, TenantFacts facts)
    {
        if (!KeyedResources.IsKeyed(record.ResourceId!))
        {
            return Manual("ARM does not show when the keys of such a resource were made.");
        }

        (AzureResource? resource, bool asked) = facts.Resource(record.ResourceId!);
        if (resource is null)
        {
            return facts.NotWhole(Datasets.NamedResources) is { } notRead
                ? new Verdict(ExposureState.CannotProve, $"{notRead}.", []) { ToDo = "Give the account that scans Reader on the resource, then test again; or show the rotation by hand." }
                : asked
                    ? new Verdict(ExposureState.NotFound, "There is no such resource: it was deleted, with its keys, or the record is wrong.", [facts.Evidence(Datasets.NamedResources, record.ResourceId!, "not found")]) { SubjectType = "Resource", ToDo = "Check the record against its source." }
                    : new Verdict(ExposureState.CannotProve, "NotCollected: the tenant's data was read without asking for this resource.", []) { ToDo = "Test again while connected to the tenant." };
        }

        Verdict verdict = resource.Type?.ToUpperInvariant() switch
        {
            "MICROSOFT.STORAGE/STORAGEACCOUNTS" => resource.Properties?.AllowSharedKeyAccess == false
                ? Off(facts, "properties.allowSharedKeyAccess", "false")
                : Keys(record, facts, [("properties.keyCreationTime.key1", resource.Properties?.KeyCreationTime?.Key1), ("properties.keyCreationTime.key2", resource.Properties?.KeyCreationTime?.Key2)]),
            "MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS" => resource.Properties?.DisableLocalAuth == true
                ? Off(facts, "properties.disableLocalAuth", "true")
                : Keys(record, facts, [.. (resource.Properties?.KeysMetadata ?? new Dictionary<string, KeyMetadata>()).Select(k => ($"properties.keysMetadata.{k.Key}.generationTime", k.Value.GenerationTime))]),
            "MICROSOFT.KEYVAULT/VAULTS/SECRETS" or "MICROSOFT.KEYVAULT/VAULTS/KEYS" => Vault(record, facts, resource.Properties?.Attributes),
            _ => Manual($"ARM does not show when the keys of {resource.Type} were made."),
        };
        return verdict with { Subject = resource.Name ?? resource.Id, SubjectId = resource.Id, SubjectType = "Resource" };
    }

    /// <summary>An item that no data of the tenant can prove.</summary>
    public static Verdict Manual(string reason) => new(ExposureState.CannotProve, $"{reason} A person has to show that it was rotated.", []) { ToDo = "Rotate it where it was issued, and record who did so and when." };

    private static Verdict Off(TenantFacts facts, string property, string value) =>
        new(ExposureState.Remediated, "The resource refuses its keys altogether.", [facts.Evidence(Datasets.NamedResources, property, value)]);

    private static Verdict Keys(ExposureRecord record, TenantFacts facts, IReadOnlyList<(string Property, DateTimeOffset? Made)> keys)
    {
        IReadOnlyList<EvidenceItem> evidence = [.. keys.Select(k => facts.Evidence(Datasets.NamedResources, k.Property, k.Made))];
        string old = string.Join("; ", keys.Where(k => k.Made < record.ResetAfter).Select(k => $"{k.Property.Split('.')[2]} of {EvidenceItem.Time(k.Made)}"));
        return old.Length > 0
            ? new Verdict(ExposureState.Open, $"Keys from before the exposure are in use: {old}.", evidence) { ToDo = "Rotate every key of the resource, one after the other." }
            : keys.Count == 0 || keys.Any(k => k.Made is null)
                ? Manual("ARM does not show when the resource's keys were made (none was rotated since it keeps those times).") with { Evidence = evidence }
                : new Verdict(ExposureState.Remediated, "Every key of the resource was made after the exposure.", evidence) { RemediatedOn = keys.Max(k => k.Made) };
    }

    private static Verdict Vault(ExposureRecord record, TenantFacts facts, VaultAttributes? attributes)
    {
        DateTimeOffset? created = attributes?.Created is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        if (created is null)
        {
            return Manual("The vault does not show when the newest version was made.");
        }

        IReadOnlyList<EvidenceItem> evidence = [facts.Evidence(Datasets.NamedResources, "properties.attributes.created", created), facts.Evidence(Datasets.NamedResources, "properties.attributes.enabled", attributes!.Enabled?.ToString().ToLowerInvariant())];
        return created < record.ResetAfter
            ? new Verdict(ExposureState.Open, $"The vault's newest version is of {EvidenceItem.Time(created)}, from before the exposure.", evidence) { ToDo = "Rotate the credential where it was issued, and store the new one." }
            : Manual($"The vault holds a newer version of {EvidenceItem.Time(created)}; that the old one is no longer accepted where it was issued cannot be read from the vault.") with { Evidence = evidence };
    }
}
