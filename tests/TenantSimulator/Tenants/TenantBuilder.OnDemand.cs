using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class TenantBuilder
{
    private string cloud = "AzureCloud";
    private readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    public List<NamedUser> NamedUsers { get; } = [];
    public List<NamedResource> NamedResources { get; } = [];
    public List<DirectoryObject> DeletedObjects { get; } = [];
    public List<TokenLifetimePolicy> TokenLifetimePolicies { get; } = [];
    public List<ContinuousAccessPolicy> ContinuousAccessPolicies { get; } = [];
    public List<SignIn> SignIns { get; } = [];
    public List<SignIn> OtherSignIns { get; } = [];
    public List<DirectoryAudit> DirectoryAudits { get; } = [];

    public List<ObjectOwners> CredentialOwners { get; } = [];

    /// <summary>Makes owners of an application or service principal without privilege, by its object id; the names are read on demand. With nobody, the service counts an owner that is not there.</summary>
    public TenantBuilder OwnedBy(string objectId, params ReadOnlySpan<string> ownerIds)
    {
        OwnedByOthers.Add(objectId);
        var owners = new List<DirectoryObject>();
        foreach (string id in ownerIds)
        {
            owners.Add(new DirectoryObject { Id = id, ODataType = ObjectOf(id)?.ODataType ?? "#microsoft.graph.user", DisplayName = ObjectOf(id)?.DisplayName });
        }

        CredentialOwners.Add(new ObjectOwners { Id = objectId, Owners = owners });
        return this;
    }

    /// <summary>Asks for users by id or name: those that were made, and those that were not.</summary>
    public TenantBuilder Ask(params ReadOnlySpan<string> users)
    {
        foreach (string name in users)
        {
            NamedUsers.Add(new NamedUser { Asked = name, User = Users.Find(u => name.Equals(u.Id, StringComparison.OrdinalIgnoreCase) || name.Equals(u.UserPrincipalName, StringComparison.OrdinalIgnoreCase)) });
        }

        return Read(Datasets.NamedUsers);
    }

    /// <summary>Puts the tenant into another cloud, as <c>AzureChinaCloud</c>.</summary>
    public TenantBuilder In(string cloudName)
    {
        cloud = cloudName;
        return this;
    }

    /// <summary>Says of datasets that are read on demand that they were read; the others stay uncollected.</summary>
    public TenantBuilder Read(params ReadOnlySpan<DatasetDefinition> datasets)
    {
        foreach (DatasetDefinition dataset in datasets)
        {
            asked.Add(dataset.Name);
        }

        return this;
    }

    /// <summary>Says that the log of changes was read from a time on.</summary>
    public TenantBuilder ReadChanges(DateTimeOffset since)
    {
        states[Datasets.DirectoryAudits.Name] = new DatasetState { Status = DatasetStatus.Complete, Scope = new CollectionScope { LogsSince = since } };
        return this;
    }

    /// <summary>A change in the directory; the returned id is the entry's.</summary>
    public string Change(string activity, string actor, string targetId, int daysAgo = 1, Func<DirectoryAudit, DirectoryAudit>? with = null)
    {
        string id = Id($"audit:{DirectoryAudits.Count}:{activity}");
        var audit = new DirectoryAudit
        {
            Id = id, ActivityDateTime = Now.AddDays(-daysAgo), ActivityDisplayName = activity, Result = "success", CorrelationId = Id("correlation:" + id),
            InitiatedBy = new AuditInitiator { User = new AuditUser { Id = Id("user:" + actor), UserPrincipalName = $"{actor.ToLowerInvariant()}@{Domain}" } }, TargetResources = [new AuditTarget { Id = targetId, Type = "Other", DisplayName = "target" }],
        };
        DirectoryAudits.Add(with is null ? audit : with(audit));
        return id;
    }

    private void PutOnDemand(SnapshotBuilder builder)
    {
        PutAsked(builder, Datasets.NamedUsers, NamedUsers);
        PutAsked(builder, Datasets.NamedResources, NamedResources);
        PutAsked(builder, Datasets.DeletedObjects, DeletedObjects);
        PutAsked(builder, Datasets.TokenLifetimePolicies, TokenLifetimePolicies);
        PutAsked(builder, Datasets.ContinuousAccessPolicies, ContinuousAccessPolicies);
        PutAsked(builder, Datasets.SignIns, SignIns);
        PutAsked(builder, Datasets.OtherSignIns, OtherSignIns);
        PutAsked(builder, Datasets.DirectoryAudits, DirectoryAudits);
        PutAsked(builder, Datasets.CredentialOwners, CredentialOwners);
    }

    private void PutAsked<T>(SnapshotBuilder builder, DatasetDefinition<T> definition, IReadOnlyList<T> items)
        where T : class
    {
        if (items.Count > 0 || asked.Contains(definition.Name) || states.ContainsKey(definition.Name))
        {
            Put(builder, definition, items);
        }
    }
}
