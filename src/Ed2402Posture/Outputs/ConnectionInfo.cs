using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Text;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Outputs;

/// <summary>What a session is connected to, what it may read, what was read and what that took.</summary>
public sealed record ConnectionInfo
{
    internal ConnectionInfo(Session session)
    {
        TenantIdentity identity = session.Identity;
        Snapshot? snapshot = session.Snapshot;
        Ledger ledger = snapshot?.Ledger ?? new Ledger();
        TenantId = identity.TenantId;
        TenantName = snapshot?.Info.TenantName;
        Cloud = snapshot?.Info.Cloud ?? identity.Environment.Name;
        Source = session.Origin;
        Account = identity.Account;
        AccountId = identity.AccountId;
        Method = identity.Method;
        IsApplication = identity.IsApplication;
        Permissions = string.Join("; ", identity.Permissions.Order(StringComparer.Ordinal));
        AzureReadable = session.Source is null ? snapshot?.Get(Core.Snapshots.Datasets.AzureRoleAssignments).IsComplete == true : identity.HasResourceManager;
        AzureReason = identity.ResourceManagerReason;
        CollectedAt = snapshot?.Info.CollectedAt;
        Datasets = new TextList<DatasetReport>([.. (snapshot?.Datasets ?? []).Select(d => new DatasetReport(d))]);
        DatasetsRead = Datasets.Count(d => d.Status != DatasetStatus.NotCollected);
        DatasetsIncomplete = string.Join("; ", Datasets.Where(d => d.Status is not (DatasetStatus.Complete or DatasetStatus.NotCollected)).Select(d => $"{d.Name} ({d.Status})"));
        Requests = ledger.Requests;
        Pages = ledger.Pages;
        Items = ledger.Items;
        Retries = ledger.Retries;
        Throttled = ledger.Throttled;
        SecondsWaited = ledger.SecondsWaited;
        ResourceUnits = ledger.ResourceUnits;
        Bytes = ledger.Bytes;
        BatchParts = ledger.BatchParts;
        Lanes = new TextList<LaneLedger>([.. ledger.Lanes ?? []]);
        FirstRequest = ledger.FirstRequest;
        LastResponse = ledger.LastResponse;
    }

    /// <summary>The tenant's id.</summary>
    public string TenantId { get; }
    /// <summary>The tenant's name, once it was read.</summary>
    public string? TenantName { get; }
    /// <summary>The cloud, as <c>AzureCloud</c>; <c>Custom</c> for own endpoints.</summary>
    public string Cloud { get; }
    /// <summary>Where the data comes from: a tenant, the sample tenant, a snapshot.</summary>
    public string Source { get; }
    /// <summary>User principal name or application id of the caller, where the token tells.</summary>
    public string? Account { get; }
    /// <summary>Object id of the caller.</summary>
    public string? AccountId { get; }
    /// <summary>How one signed in; <c>None</c> with the sample tenant and an imported snapshot.</summary>
    public SignInMethod Method { get; }
    /// <summary>Whether the permissions are application permissions.</summary>
    public bool IsApplication { get; }
    /// <summary>Permissions of the Microsoft Graph token, joined with <c>; </c>.</summary>
    public string Permissions { get; }
    /// <summary>Whether Azure can be read (a token for Azure Resource Manager was obtained), or was read into the snapshot.</summary>
    public bool AzureReadable { get; }
    /// <summary>Why Azure cannot be read.</summary>
    public string? AzureReason { get; }
    /// <summary>When the data was read (UTC); null before the first read.</summary>
    public DateTimeOffset? CollectedAt { get; }
    /// <summary>Number of datasets that were asked for so far.</summary>
    public int DatasetsRead { get; }
    /// <summary>Datasets that were asked for and are not whole, with their status.</summary>
    public string DatasetsIncomplete { get; }
    /// <summary>HTTP requests sent, batch envelopes and retries included.</summary>
    public long Requests { get; }
    /// <summary>Parts sent inside batches.</summary>
    public long BatchParts { get; }
    /// <summary>Pages read.</summary>
    public long Pages { get; }
    /// <summary>Items kept.</summary>
    public long Items { get; }
    /// <summary>Requests that were sent again.</summary>
    public long Retries { get; }
    /// <summary>Answers with status 429.</summary>
    public long Throttled { get; }
    /// <summary>Seconds spent waiting; the waits of parallel requests add up.</summary>
    public double SecondsWaited { get; }
    /// <summary>Resource units that the directory charged.</summary>
    public long ResourceUnits { get; }
    /// <summary>Bytes of the answers' bodies.</summary>
    public long Bytes { get; }
    /// <summary>When the first request was sent (UTC).</summary>
    public DateTimeOffset? FirstRequest { get; }
    /// <summary>When the last answer was read (UTC).</summary>
    public DateTimeOffset? LastResponse { get; }
    /// <summary>One row a lane.</summary>
    public TextList<LaneLedger> Lanes { get; }
    /// <summary>One row a dataset.</summary>
    public TextList<DatasetReport> Datasets { get; }
}
