using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Directory role definitions, built-in and custom.</summary>
internal sealed class RoleDefinitionsCollector() : GraphList<RoleDefinition>(Datasets.RoleDefinitions, static r => r.Id)
{
    protected override long Typical(KnownTenant known) => 140;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.RoleManagement.Directory.RoleDefinitions.ToGetRequestInformation();
}
