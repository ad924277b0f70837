using System.Globalization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>One place to which a log is exported.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Kind">As <c>a workspace</c>.</param>
/// <param name="Days">How many whole days it keeps the log; <see cref="Forever"/> when no rule deletes it; null when that could not be read.</param>
/// <param name="PassesOn">Whether something else reads it there and may keep it longer.</param>
internal sealed record LogTarget(string? Setting, string Kind, int? Days, bool PassesOn = false)
{
    public const int Forever = int.MaxValue;

    /// <summary>Whether how long it keeps the log could have been read and was not; a partner never tells.</summary>
    public bool IsUnread { get; private init; }

    /// <summary>The target in words.</summary>
    public string Text => Days switch { null => Kind, Forever => $"{Kind}, deleted by no rule", _ => string.Create(CultureInfo.InvariantCulture, $"{Kind}, kept {Days} days") };

    /// <summary>The targets of a setting.</summary>
    public static IEnumerable<LogTarget> Of(DirectoryDiagnosticSetting setting, string log)
    {
        DirectoryDiagnosticProperties? properties = setting.Properties;
        if (properties?.WorkspaceId is not null)
        {
            yield return Told(new LogTarget(setting.Name, "a workspace", setting.WorkspaceRetentionInDays));
        }

        if (properties?.StorageAccountId is not null)
        {
            yield return Told(new LogTarget(setting.Name, "a storage account", Kept(setting.StorageDeletions, log)));
        }

        if (properties?.EventHubAuthorizationRuleId is not null)
        {
            yield return Told(new LogTarget(setting.Name, "an event hub", setting.EventHubRetentionInHours is { } hours ? hours / 24 : null, PassesOn: true));
        }

        if (properties?.MarketplacePartnerId is not null)
        {
            yield return new LogTarget(setting.Name, "a partner", null, PassesOn: true);
        }
    }

    private static LogTarget Told(LogTarget target) => target with { IsUnread = target.Days is null };

    // Each log has a container of its own; a rule for a part of it, or for more, deletes of it.
    private static int? Kept(IReadOnlyList<BlobDeletion>? deletions, string log)
    {
        string container = $"insights-logs-{log.ToLowerInvariant()}/";
        return deletions is null ? null : deletions.Where(d => d.Prefixes.Count == 0 || d.Prefixes.Any(p => container.StartsWith(p, StringComparison.OrdinalIgnoreCase) || p.StartsWith(container, StringComparison.OrdinalIgnoreCase))).Select(d => d.Days).DefaultIfEmpty(Forever).Min();
    }
}
