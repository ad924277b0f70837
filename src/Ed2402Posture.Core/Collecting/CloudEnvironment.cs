using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Collecting;

/// <summary>The endpoints of a cloud. Sources: Microsoft Graph 'national cloud deployments', Microsoft Entra 'national clouds'
/// (2025-01-15) and the Azure environment constants of Azure PowerShell.</summary>
public sealed record CloudEnvironment
{
    /// <summary>Public cloud and GCC.</summary>
    public static readonly CloudEnvironment AzureCloud = new()
    {
        Name = nameof(AzureCloud), Cloud = Clouds.Public, Graph = new("https://graph.microsoft.com"), Authority = new("https://login.microsoftonline.com"),
        ResourceManager = new("https://management.azure.com"), ResourceManagerAudience = "https://management.core.windows.net/",
    };

    /// <summary>US government (GCC High, Azure Government).</summary>
    public static readonly CloudEnvironment AzureUSGovernment = new()
    {
        Name = nameof(AzureUSGovernment), Cloud = Clouds.UsGovernment, Graph = new("https://graph.microsoft.us"), Authority = new("https://login.microsoftonline.us"),
        ResourceManager = new("https://management.usgovcloudapi.net"), ResourceManagerAudience = "https://management.core.usgovcloudapi.net/",
    };

    /// <summary>US government (DoD).</summary>
    public static readonly CloudEnvironment AzureUSGovernmentDoD = new()
    {
        Name = nameof(AzureUSGovernmentDoD), Cloud = Clouds.UsGovernmentDoD, Graph = new("https://dod-graph.microsoft.us"), Authority = new("https://login.microsoftonline.us"),
        ResourceManager = new("https://management.usgovcloudapi.net"), ResourceManagerAudience = "https://management.core.usgovcloudapi.net/",
    };

    /// <summary>China, operated by 21Vianet.</summary>
    public static readonly CloudEnvironment AzureChinaCloud = new()
    {
        Name = nameof(AzureChinaCloud), Cloud = Clouds.China, Graph = new("https://microsoftgraph.chinacloudapi.cn"), Authority = new("https://login.partner.microsoftonline.cn"),
        ResourceManager = new("https://management.chinacloudapi.cn"), ResourceManagerAudience = "https://management.core.chinacloudapi.cn/",
    };

    /// <summary>The clouds by name.</summary>
    public static readonly IReadOnlyList<CloudEnvironment> All = [AzureCloud, AzureUSGovernment, AzureUSGovernmentDoD, AzureChinaCloud];

    /// <summary>The name users give: <c>AzureCloud</c> …, or <c>Custom</c> for own endpoints.</summary>
    public required string Name { get; init; }
    /// <summary>Which datasets the cloud offers.</summary>
    public required Clouds Cloud { get; init; }
    /// <summary>Root of Microsoft Graph, without version.</summary>
    public required Uri Graph { get; init; }
    /// <summary>Authority host of sign-in.</summary>
    public required Uri Authority { get; init; }
    /// <summary>Azure Resource Manager, or null when Azure is not to be read.</summary>
    public required Uri? ResourceManager { get; init; }
    /// <summary>Audience of Azure Resource Manager's tokens.</summary>
    public required string ResourceManagerAudience { get; init; }
    /// <summary>Whether an endpoint was given by the user: instance discovery is off then, since only Microsoft's hosts are known to it.</summary>
    public bool IsCustom { get; init; }
}
