using System.Globalization;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Core.Snapshots;

/// <summary><c>scan.json</c> in the folder of a scan's work: whose it is, when it began, what is whole.</summary>
internal sealed record ScanWorkRecord
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;
    /// <summary>How far clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public required int FormatVersion { get; init; }
    public required ScanWorkOwner Owner { get; init; }
    public required SnapshotInfo Info { get; init; }
    public required IReadOnlyList<SnapshotManifestDataset> Datasets { get; init; }

    /// <summary>Why this work cannot be gone on with, in words; null when it can.</summary>
    /// <exception cref="SnapshotException">It is another tenant's.</exception>
    public string? WhyNot(ScanWorkRecord now, TimeSpan within)
    {
        if (!string.Equals(Owner.TenantId, now.Owner.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            throw new SnapshotException(
                $"An interrupted scan of another tenant ({Owner.TenantId}) left its work there.", "WorkOfAnotherTenant", "Finish that scan, delete its folder (its name ends in .partial), or choose another path.");
        }

        TimeSpan age = now.Info.CollectedAt - Info.CollectedAt;
        return FormatVersion != CurrentFormat || Info.ModuleVersion != now.Info.ModuleVersion ? $"version {Info.ModuleVersion} of the module wrote it"
            : !Owner.Equals(now.Owner) ? $"it was read with other rights ({Owner.Difference(now.Owner)})"
            : age > within ? string.Create(CultureInfo.InvariantCulture, $"it was begun {age.TotalHours:0.#} hours ago, and may be {within.TotalHours:0.#} hours old")
            : age < -Skew ? "it was begun in the future, by this machine's clock"
            : null;
    }
}

/// <summary>Who scans, where, with which rights. Names alone: no token, no secret.</summary>
internal sealed record ScanWorkOwner
{
    public required string TenantId { get; init; }
    public required string Cloud { get; init; }
    public required string Graph { get; init; }
    public string? AccountId { get; init; }
    /// <summary>The permissions of the token, in order, as one text.</summary>
    public required string Permissions { get; init; }
    /// <summary>Azure Resource Manager, when there is a token for it.</summary>
    public string? ResourceManager { get; init; }

    public static ScanWorkOwner Of(TenantIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new ScanWorkOwner
        {
            TenantId = identity.TenantId, Cloud = identity.Environment.Name, Graph = identity.Environment.Graph.AbsoluteUri, AccountId = identity.AccountId ?? identity.Account,
            Permissions = string.Join(' ', identity.Permissions.Order(StringComparer.Ordinal)), ResourceManager = identity.HasResourceManager ? identity.Environment.ResourceManager?.AbsoluteUri : null,
        };
    }

    /// <summary>What differs, in words.</summary>
    public string Difference(ScanWorkOwner other) =>
        Cloud != other.Cloud || Graph != other.Graph ? "another cloud or endpoint"
        : AccountId != other.AccountId ? "another account"
        : Permissions != other.Permissions ? "other permissions"
        : "Azure could be read then and cannot now, or the other way round";
}
