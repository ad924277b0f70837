using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Looks up in the recycle bin every principal of an assignment that the directory no longer has. What is not there either is gone for good.</summary>
internal sealed class DeletedPrincipalsCollector() : Collector<DirectoryObject>(Datasets.DeletedPrincipals, static p => p.Id)
{
    private static readonly string[] Properties = ["id", "displayName", "deletedDateTime"];

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Principals, .. PrivilegedIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(known => known.From(RestsOn, () => Reads.Batch(Lost(known).Count()), static () => Reads.Batch(5)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DirectoryObject> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Principals]));

    protected override async Task ReadAsync(CollectionContext context, Reading<DirectoryObject> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        if (!context.IsComplete(Datasets.Principals))
        {
            return;
        }

        var addresses = new List<Uri>();
        foreach (string id in Lost(context))
        {
            addresses.Add((await services.Graph.CallAsync(services.Graph.V1.Directory.DeletedItems[id].ToGetRequestInformation(r => r.QueryParameters.Select = Properties), cancellationToken).ConfigureAwait(false)).Address);
        }

        await services.Batches.SendAsync(
            new ListSource(reading.Scope, services.Lanes.Directory, services.Graph),
            "v1.0",
            addresses,
            part =>
            {
                if (part.Error?.Status != 404)
                {
                    reading.Add([part.Read(body => Bodies.ReadOne(body, Definition.ReadItem))]);
                }

                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<string> Lost(IReadSoFar context) => PrivilegedIds.Principals(context).Except(context.Items(Datasets.Principals).Select(p => p.Id), StringComparer.OrdinalIgnoreCase).Where(id => Guid.TryParse(id, out _));
}
