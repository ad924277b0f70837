using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Azure resources that the scope names, for the times of their keys. A resource that may not be read is missing from the dataset; one
/// that does not exist is in it as such.</summary>
internal sealed class NamedResourcesCollector() : Collector<NamedResource>(Datasets.NamedResources, static n => n.Asked)
{
    protected override Task ReadAsync(CollectionContext context, Reading<NamedResource> reading, CancellationToken cancellationToken) =>
        Task.WhenAll(context.Into.Scope.Resources.Where(KeyedResources.IsKeyed).Select(id => ReadOneAsync(context.Services, reading, id, cancellationToken)));

    private static async Task ReadOneAsync(TenantServices services, Reading<NamedResource> reading, string id, CancellationToken cancellationToken)
    {
        ArmService arm = services.Arm!;
        var address = new Uri(arm.Root, $"{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}?api-version={KeyedResources.ApiVersion(id)}");
        try
        {
            reading.Add([await services.Pages.ReadOneAsync(new ListSource(reading.Scope, services.Lanes.ResourceManager, arm), Call.Get(address), body => NamedResource.Read(id, body), cancellationToken).ConfigureAwait(false)]);
        }
        catch (ReadException exception) when (exception.Error?.Status == 404)
        {
            reading.Add([new NamedResource { Asked = id }]);
        }
        catch (ReadException exception) when (exception.Error?.Status == 403)
        {
            reading.Miss($"{id}: {exception.Message}", 1);
        }
    }
}
