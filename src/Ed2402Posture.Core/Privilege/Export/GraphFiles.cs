using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>Writes the graph of privilege to files that only their owner may read.</summary>
public static class GraphFiles
{
    /// <summary>How many edges Mermaid draws unless its <c>maxEdges</c> says otherwise.</summary>
    public const int MermaidEdges = 500;
    /// <summary>How many characters Mermaid takes unless its <c>maxTextSize</c> says otherwise.</summary>
    public const int MermaidCharacters = 50_000;

    /// <summary>The format that the ending of a file's name stands for; null when it stands for none.</summary>
    public static GraphFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => GraphFormat.Json,
        ".dot" or ".gv" => GraphFormat.Dot,
        ".graphml" => GraphFormat.GraphML,
        ".mmd" or ".mermaid" => GraphFormat.Mermaid,
        _ => null,
    };

    /// <summary>Writes the file whole or not at all, over one that is there.</summary>
    public static Task WriteAsync(PrivilegeGraph graph, string path, GraphFormat format, CancellationToken cancellationToken) =>
        OwnerOnly.WriteAsync(path, (stream, cancel) => WriteAsync(graph, stream, format, cancel), cancellationToken);

    /// <summary>Writes the graph to a stream, a part at a time.</summary>
    public static Task WriteAsync(PrivilegeGraph graph, Stream stream, GraphFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(stream);
        return format switch
        {
            GraphFormat.Dot => DotGraphWriter.WriteAsync(graph, stream, cancellationToken),
            GraphFormat.GraphML => GraphMlGraphWriter.WriteAsync(graph, stream, cancellationToken),
            GraphFormat.Mermaid => MermaidGraphWriter.WriteAsync(graph, stream, cancellationToken),
            GraphFormat.OpenGraph => OpenGraphWriter.WriteAsync(graph, stream, cancellationToken),
            _ => JsonGraphWriter.WriteAsync(graph, stream, cancellationToken),
        };
    }
}
