using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Where the tenant's logs are exported to, and how long the Log Analytics workspaces among the targets keep them. A workspace that
/// may not be read leaves that open; it does not make the settings less whole.</summary>
internal sealed class DirectoryDiagnosticSettingsCollector() : Collector<DirectoryDiagnosticSetting>(Datasets.DirectoryDiagnosticSettings, static s => s.Id)
{
    private const string List = "/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01";
    private const string WorkspaceVersion = "2020-08-01";

    public override CollectionCost Cost => CollectionCost.ResourceManager(known => Reads.One.Then(Reads.Each(known.From([Dataset], () => Workspaces(known.Items(Definition)).Count(), () => 1))));

    protected override async Task ReadAsync(CollectionContext context, Reading<DirectoryDiagnosticSetting> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        ArmService arm = services.Arm!;
        var source = new ListSource(reading.Scope, services.Lanes.ResourceManager, arm);
        var found = new List<DirectoryDiagnosticSetting>();
        await services.Pages.ReadAllAsync(source, Call.Get(new Uri(arm.Root, List)), Definition.ReadItem, page => Keep(found, page), cancellationToken).ConfigureAwait(false);
        (string Id, int? Days)[] kept = await Task.WhenAll(Workspaces(found).Select(id => RetentionAsync(services, source, id, cancellationToken))).ConfigureAwait(false);
        var days = kept.ToDictionary(k => k.Id, k => k.Days, StringComparer.OrdinalIgnoreCase);
        reading.Add(found.Select(s => s.Properties?.WorkspaceId is { } id ? s with { WorkspaceRetentionInDays = days.GetValueOrDefault(id) } : s));
    }

    private static IEnumerable<string> Workspaces(IEnumerable<DirectoryDiagnosticSetting> settings) =>
        settings.Select(s => s.Properties?.WorkspaceId).OfType<string>().Where(id => id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase);

    private static async Task<(string Id, int? Days)> RetentionAsync(TenantServices services, ListSource source, string id, CancellationToken cancellationToken)
    {
        var address = new Uri(services.Arm!.Root, $"{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}?api-version={WorkspaceVersion}");
        try
        {
            WorkspaceRetention workspace = await services.Pages.ReadOneAsync(source, Call.Get(address), static body => DirectoryDiagnosticSetting.ReadWorkspace(body), cancellationToken).ConfigureAwait(false);
            return (id, workspace.Properties?.RetentionInDays);
        }
        catch (ReadException exception) when (exception.Error is { Status: 403 or 404 })
        {
            source.Scope.Ledger.FailedRequest(exception.Error.RequestId);
            return (id, null);
        }
    }

    private static int Keep(List<DirectoryDiagnosticSetting> found, IReadOnlyList<DirectoryDiagnosticSetting> page)
    {
        found.AddRange(page);
        return page.Count;
    }
}
