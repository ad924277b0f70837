using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Where the tenant's logs are exported to, and how long the workspaces, storage accounts and event hubs among the targets keep them. A target that
/// may not be read leaves that open; it does not make the settings less whole.</summary>
internal sealed class DirectoryDiagnosticSettingsCollector() : Collector<DirectoryDiagnosticSetting>(Datasets.DirectoryDiagnosticSettings, static s => s.Id)
{
    private const string List = "/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01";
    private const string WorkspaceVersion = "2020-08-01";
    private const string StorageVersion = "2023-01-01";
    private const string EventHubVersion = "2024-01-01";

    public override CollectionCost Cost => CollectionCost.ResourceManager(known => Reads.One.Then(Reads.Each(known.From([Dataset], () => Targets(known.Items(Definition)), () => 1))));

    protected override async Task ReadAsync(CollectionContext context, Reading<DirectoryDiagnosticSetting> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        ArmService arm = services.Arm!;
        var source = new ListSource(reading.Scope, services.Lanes.ResourceManager, arm);
        var found = new List<DirectoryDiagnosticSetting>();
        await services.Pages.ReadAllAsync(source, Call.Get(new Uri(arm.Root, List)), Definition.ReadItem, page => Keep(found, page), cancellationToken).ConfigureAwait(false);
        Task<Dictionary<string, WorkspaceRetention?>> workspaces = AskAsync(Named(found, Workspace), WorkspaceVersion, static body => DirectoryDiagnosticSetting.ReadWorkspace(body));
        Task<Dictionary<string, IReadOnlyList<BlobDeletion>?>> accounts = AskAsync(Named(found, Account), StorageVersion, static body => LogTargets.ReadLifecycle(body), "ManagementPolicyNotFound", []);
        Task<Dictionary<string, Retention?>> hubs = AskAsync(Named(found, Hub), EventHubVersion, static body => new Retention(LogTargets.ReadEventHub(body)));
        await Task.WhenAll(workspaces, accounts, hubs).ConfigureAwait(false);
        reading.Add(found.Select(s => s with
        {
            WorkspaceRetentionInDays = Of(workspaces.Result, Workspace(s))?.Properties?.RetentionInDays, StorageDeletions = Of(accounts.Result, Account(s)), EventHubRetentionInHours = Of(hubs.Result, Hub(s))?.Hours,
        }));

        async Task<Dictionary<string, T?>> AskAsync<T>(IEnumerable<string> ids, string version, Read<T> read, string? noneCode = null, T? none = null)
            where T : class
        {
            (string Id, T? Answer)[] answers = await Task.WhenAll(ids.Select(async id => (id, await OneAsync(services, source, id, version, read, noneCode, none, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
            return answers.ToDictionary(a => a.Id, a => a.Answer, StringComparer.OrdinalIgnoreCase);
        }
    }

    private delegate T Read<out T>(ReadOnlySpan<byte> body);

    private static async Task<T?> OneAsync<T>(TenantServices services, ListSource source, string id, string version, Read<T> read, string? noneCode, T? none, CancellationToken cancellationToken)
        where T : class
    {
        var address = new Uri(services.Arm!.Root, $"{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}?api-version={version}");
        try
        {
            return await services.Pages.ReadOneAsync(source, Call.Get(address), body => read(body), cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is { Status: 403 or 404 } error)
        {
            if (error.Code == noneCode && noneCode is not null)
            {
                return none;
            }

            source.Scope.Ledger.FailedRequest(error.RequestId);
            return null;
        }
    }

    private static int Targets(IEnumerable<DirectoryDiagnosticSetting> settings)
    {
        DirectoryDiagnosticSetting[] all = [.. settings];
        return Named(all, Workspace).Count() + Named(all, Account).Count() + Named(all, Hub).Count();
    }

    private static IEnumerable<string> Named(IEnumerable<DirectoryDiagnosticSetting> settings, Func<DirectoryDiagnosticSetting, string?> target) => settings.Select(target).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    private static string? Workspace(DirectoryDiagnosticSetting setting) => Resource(setting.Properties?.WorkspaceId);

    private static string? Account(DirectoryDiagnosticSetting setting) => Resource(setting.Properties?.StorageAccountId) is { } id ? $"{id}/managementPolicies/default" : null;

    // The setting names a key of the namespace; without a name, each log has its own hub in it.
    private static string? Hub(DirectoryDiagnosticSetting setting) => Resource(setting.Properties?.EventHubAuthorizationRuleId) is { } rule && rule.IndexOf("/authorizationRules/", StringComparison.OrdinalIgnoreCase) is > 0 and var at
        ? $"{rule[..at]}/eventhubs{(setting.Properties?.EventHubName is { Length: > 0 } name ? "/" + name : "")}" : null;

    private static string? Resource(string? id) => id?.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) == true ? id : null;

    private static T? Of<T>(Dictionary<string, T?> answers, string? id)
        where T : class => id is null ? null : answers.GetValueOrDefault(id);

    private static int Keep(List<DirectoryDiagnosticSetting> found, IReadOnlyList<DirectoryDiagnosticSetting> page)
    {
        found.AddRange(page);
        return page.Count;
    }

    private sealed record Retention(int? Hours);
}
