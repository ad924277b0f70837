namespace Ed2402Posture.Core.Privilege.Export;

/// <summary>Formats of a file with the graph of privilege.</summary>
public enum GraphFormat
{
    /// <summary>Nodes and edges as JSON.</summary>
    Json = 0,
    /// <summary>The language of Graphviz.</summary>
    Dot,
    /// <summary>GraphML, which yEd, Gephi and Cytoscape read.</summary>
    GraphML,
    /// <summary>A flowchart of Mermaid, for pages of Markdown.</summary>
    Mermaid,
    /// <summary>OpenGraph JSON, which BloodHound Community Edition takes in.</summary>
    OpenGraph,
}
