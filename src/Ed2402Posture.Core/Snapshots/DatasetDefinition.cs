using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Which service answers for a dataset.</summary>
public enum DatasetService
{
    /// <summary>Microsoft Graph v1.0.</summary>
    Graph,
    /// <summary>Microsoft Graph beta, where v1.0 has nothing.</summary>
    GraphBeta,
    /// <summary>Azure Resource Manager.</summary>
    ResourceManager,
    /// <summary>Azure Resource Graph.</summary>
    ResourceGraph,
}

/// <summary>Clouds that offer a dataset.</summary>
[Flags]
public enum Clouds
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Public cloud and GCC.</summary>
    Public = 1,
    /// <summary>US government (GCC High).</summary>
    UsGovernment = 2,
    /// <summary>US government (DoD).</summary>
    UsGovernmentDoD = 4,
    /// <summary>China, operated by 21Vianet.</summary>
    China = 8,
    /// <summary>Public and US government.</summary>
    PublicAndUsGovernment = Public | UsGovernment | UsGovernmentDoD,
    /// <summary>Everywhere.</summary>
    All = PublicAndUsGovernment | China,
}

/// <summary>What a dataset is, where it comes from and what it needs: declared once, used by the collector, the checks, the documentation
/// and <c>Test-Ed2402Permission</c>.</summary>
public abstract class DatasetDefinition
{
    private protected DatasetDefinition(string name) => Name = name;

    /// <summary>The dataset's name, as <c>roleAssignments</c>: also its file's name in a snapshot.</summary>
    public string Name { get; }
    /// <summary>What it holds, in a few words.</summary>
    public required string Title { get; init; }
    /// <summary>The service that answers.</summary>
    public required DatasetService Service { get; init; }
    /// <summary>The endpoint's path, as Microsoft's documentation writes it.</summary>
    public required string Endpoint { get; init; }
    /// <summary>The application permissions needed, all of them; the least-privileged documented ones. For ARM: the Azure role.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }
    /// <summary>Broader permissions any of which would also do.</summary>
    public IReadOnlyList<string> AlsoEnough { get; init; } = [];
    /// <summary>The licence needed.</summary>
    public Licence Licence { get; init; }
    /// <summary>Clouds that offer it.</summary>
    public Clouds Clouds { get; init; } = Clouds.All;
    /// <summary>Whether it is read only when a cmdlet asks for it, within a <see cref="CollectionScope"/>.</summary>
    public bool IsOnDemand { get; init; }
    /// <summary>With a log of the last days: how many days a scope asks for, 0 for none; null with everything else.</summary>
    public Func<CollectionScope, int>? Days { get; init; }
    /// <summary>The type of its items.</summary>
    public abstract Type ItemType { get; }
    /// <summary>The JSON property names of its items: what <c>$select</c> asks for.</summary>
    public abstract IReadOnlyList<string> PropertyNames { get; }
    /// <summary>The permissions as one readable string.</summary>
    public string PermissionText => string.Join(" and ", Permissions);

    internal abstract Dataset CreateEmpty(DatasetState state);
    internal abstract Task<Dataset> ReadAsync(Stream stream, DatasetState state, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <inheritdoc/>
/// <typeparam name="T">The type of its items.</typeparam>
public sealed class DatasetDefinition<T> : DatasetDefinition
    where T : class
{
    internal DatasetDefinition(string name, JsonTypeInfo<T> json)
        : base(name) => Json = json;

    /// <summary>The source-generated serialisation of its items. Internal on purpose: the assemblies behind the private load context may run on
    /// a newer System.Text.Json than Core does (PowerShell 7.4 and 7.5), so none of its types may cross that border; they use
    /// <see cref="ReadItem"/>.</summary>
    internal JsonTypeInfo<T> Json { get; }
    /// <inheritdoc/>
    public override Type ItemType => typeof(T);
    /// <inheritdoc/>
    public override IReadOnlyList<string> PropertyNames => field ??= [.. Json.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name).Where(n => n[0] != '@' && n != "parentId")];

    /// <summary>Reads one item from its JSON object.</summary>
    /// <exception cref="InvalidDataException">It is not the JSON of an item.</exception>
    public T ReadItem(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, Json) ?? throw new InvalidDataException($"{Name}: null is not an item.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Name}: {exception.Message}", exception);
        }
    }

    internal override Dataset CreateEmpty(DatasetState state) => new Dataset<T>(this, state, []);

    internal override async Task<Dataset> ReadAsync(Stream stream, DatasetState state, CancellationToken cancellationToken) =>
        new Dataset<T>(this, state, await NdJson.ReadAsync(stream, Json, cancellationToken).ConfigureAwait(false));
}
