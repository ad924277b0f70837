using System.Text.Json;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>How many members the groups have that policies exclude: the count that comes with a page of one member, as an advanced query. (The <c>/$count</c>
/// segment answers in plain text, which a batch wraps.)</summary>
internal sealed class ExclusionGroupSizesCollector() : Collector<GroupSize>(Datasets.ExclusionGroupSizes, static g => g.Id)
{
    private const double Units = 3;

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ConditionalAccessPolicies];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.Batch(known.From(RestsOn, () => PolicyGroupIds.Excluded(known).Count, static () => TypicalTenant.PolicyGroups / 4)), Units);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<GroupSize> reading) => Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override async Task ReadAsync(CollectionContext context, Reading<GroupSize> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var groups = new Dictionary<Uri, string>();
        foreach (string id in PolicyGroupIds.Excluded(context))
        {
            groups[(await services.Graph.CallAsync(
                services.Graph.V1.Groups[id].TransitiveMembers.ToGetRequestInformation(static r => (r.QueryParameters.Count, r.QueryParameters.Top, r.QueryParameters.Select) = (true, 1, ["id"])), cancellationToken).ConfigureAwait(false)).Address] = id;
        }

        await services.Batches.SendAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Units), "v1.0", groups.Keys, part => Take(reading, part, groups[part.Address]), cancellationToken).ConfigureAwait(false);
    }

    private static Task Take(Reading<GroupSize> reading, PartAnswer part, string groupId)
    {
        if (part.Error is { Status: 404 })
        {
            return Task.CompletedTask;
        }

        try
        {
            reading.Add([new GroupSize { Id = groupId, MemberCount = part.Read(Count) }]);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"members of {groupId}: {exception.Message}", 1);
        }

        return Task.CompletedTask;
    }

    private static int Count(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isCount = reader.ValueTextEquals("@odata.count"u8);
            reader.Read();
            if (isCount && reader.TryGetInt32(out int count))
            {
                return count;
            }

            reader.Skip();
        }

        throw new JsonException("an answer without @odata.count");
    }
}
