using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.Tests.Unit.Exposure.Proof.ProofTests;

namespace Ed2402Posture.Tests.Unit.Exposure.Proof;

public sealed class ResourceProofTests
{
    private const string Root = "/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/";
    private const string Storage = Root + "Microsoft.Storage/storageAccounts/contoso";
    private static readonly DateTimeOffset Before = Exposed.AddDays(-1);
    private static readonly DateTimeOffset After = Exposed.AddDays(1);

    private readonly TenantBuilder tenant = new();

    [Theory]
    [InlineData(1, 2, ExposureState.Remediated)]
    [InlineData(1, -1, ExposureState.Open)]
    [InlineData(-1, 1, ExposureState.Open)]
    public void Both_keys_of_a_storage_account_count(int key1, int key2, ExposureState state)
    {
        Resource(Storage, "Microsoft.Storage/storageAccounts", new() { KeyCreationTime = new() { Key1 = Exposed.AddDays(key1), Key2 = Exposed.AddDays(key2) } });
        Assert.Equal(state, Prove(Storage).State);
    }

    [Fact]
    public void A_storage_account_that_keeps_no_times_is_for_a_person()
    {
        Resource(Storage, "Microsoft.Storage/storageAccounts", new() { KeyCreationTime = new() { Key1 = After } });
        Prove(Storage).Is(ExposureState.CannotProve, "A person has to show");
    }

    [Fact]
    public void A_storage_account_that_refuses_keys_is_remediated()
    {
        Resource(Storage, "Microsoft.Storage/storageAccounts", new() { AllowSharedKeyAccess = false, KeyCreationTime = new() { Key1 = Before, Key2 = Before } });
        Prove(Storage).Is(ExposureState.Remediated, "refuses its keys");
    }

    [Fact]
    public void Every_key_of_a_Cosmos_account_counts()
    {
        const string id = Root + "Microsoft.DocumentDB/databaseAccounts/contoso";
        Dictionary<string, KeyMetadata> keys = new() { ["primaryMasterKey"] = new() { GenerationTime = After }, ["secondaryReadonlyMasterKey"] = new() { GenerationTime = Before } };
        Resource(id, "Microsoft.DocumentDB/databaseAccounts", new() { KeysMetadata = keys });
        Prove(id).Is(ExposureState.Open, "secondaryReadonlyMasterKey of");
        keys["secondaryReadonlyMasterKey"] = new() { GenerationTime = After };
        Prove(id).Is(ExposureState.Remediated, "Every key");
        keys["secondaryReadonlyMasterKey"] = new();
        Prove(id).Is(ExposureState.CannotProve, "A person");
    }

    [Theory]
    [InlineData(-1, ExposureState.Open)]
    [InlineData(1, ExposureState.CannotProve)]
    public void A_newer_version_in_a_vault_does_not_prove_that_the_old_one_is_refused(int days, ExposureState state)
    {
        const string id = Root + "Microsoft.KeyVault/vaults/contoso/secrets/api";
        Resource(id, "Microsoft.KeyVault/vaults/secrets", new() { Attributes = new() { Enabled = true, Created = Exposed.AddDays(days).ToUnixTimeSeconds() } });
        Assert.Equal(state, Prove(id).State);
    }

    [Fact]
    public void Other_resources_are_for_a_person()
    {
        const string id = Root + "Microsoft.ServiceBus/namespaces/contoso";
        Resource(id, "Microsoft.ServiceBus/namespaces", new());
        Prove(id).Is(ExposureState.CannotProve, "ARM does not show");
    }

    [Fact]
    public void A_resource_that_is_gone_is_not_found_and_one_not_read_is_not_proven()
    {
        tenant.NamedResources.Add(new NamedResource { Asked = Storage });
        Prove(Storage).Is(ExposureState.NotFound, "no such resource");
        Prove(Storage + "2").Is(ExposureState.CannotProve, "NotCollected");
        tenant.Unread(Datasets.NamedResources, DatasetStatus.NoPermission);
        Prove(Storage).Is(ExposureState.CannotProve, "NoPermission");
    }

    [Fact]
    public void A_key_outside_the_tenant_is_for_a_person() =>
        tenant.Prove(Record(ExposureKind.ApiKey) with { DisplayName = "Weather service" }).Is(ExposureState.CannotProve, "No data of the tenant");

    private void Resource(string id, string type, AzureResourceProperties properties) =>
        tenant.NamedResources.Add(new NamedResource { Asked = id, Resource = new AzureResource { Id = id, Name = "contoso", Type = type, Properties = properties } });

    private ExposureResult Prove(string id) => tenant.Prove(Record(ExposureKind.ConnectionString) with { ResourceId = id });
}
