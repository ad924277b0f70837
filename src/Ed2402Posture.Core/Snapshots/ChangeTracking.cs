using System.Globalization;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>From where on the service can tell what changed in a dataset since it was read.</summary>
/// <remarks>The link's token is opaque: it holds a state of the list and the query, no credential, and the service answers it only to a caller with an access
/// token of the tenant. It is kept as carefully as the snapshot that it is a part of.</remarks>
public sealed record ChangeTracking
{
    /// <summary>How long the service keeps the state of a directory list: 7 days (Microsoft Graph, 'delta query', directory objects).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    /// <summary>Clocks differ, and a scan takes its time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(6);

    /// <summary>The address that answers the changes (<c>@odata.deltaLink</c>).</summary>
    public required string Link { get; init; }
    /// <summary>When it was asked for (UTC); everything in the dataset was read after that.</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>The properties that are tracked, joined with commas.</summary>
    public required string Properties { get; init; }
    /// <summary>The ids of the objects that are tracked; null for the whole list.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Why a dataset cannot be brought up to date by its changes and is read in full, in words; null when it can.</summary>
    /// <param name="dataset">The dataset as the earlier snapshot holds it.</param>
    /// <param name="now">The time (UTC).</param>
    public static string? WhyNot(Dataset dataset, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.State switch
        {
            { Status: not DatasetStatus.Complete } => $"it was not whole ({dataset.State.Status})",
            { Changes: null } => "its changes are not tracked there (it was read before the export began, or the service gave no link)",
            { Changes: var changes } => changes.WhyNot(dataset.Definition, now),
        };
    }

    /// <summary>Why the link does not help any longer, in words; null when it does.</summary>
    /// <param name="definition">The dataset whose changes it tells.</param>
    /// <param name="now">The time (UTC).</param>
    public string? WhyNot(DatasetDefinition definition, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Properties != string.Join(',', definition.PropertyNames) ? "other properties were read then"
            : now - From > Lifetime - Margin ? string.Create(CultureInfo.InvariantCulture, $"it is {(now - From).TotalDays:0.#} days old, and the service keeps track for 7")
            : null;
    }
}
