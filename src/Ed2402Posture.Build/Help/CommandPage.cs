namespace Ed2402Posture.Build.Help;

/// <summary>A cmdlet's page, as read. Texts are lists of paragraphs.</summary>
internal sealed record CommandPage
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Synopsis { get; init; }
    public required IReadOnlyList<string> Description { get; init; }
    public required IReadOnlyList<PageExample> Examples { get; init; }
    public required IReadOnlyList<PageParameter> Parameters { get; init; }
    public required IReadOnlyList<PageType> Inputs { get; init; }
    public required IReadOnlyList<PageType> Outputs { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }
    public required IReadOnlyList<PageLink> Links { get; init; }
    /// <summary>One a parameter set, as the page shows them.</summary>
    public required IReadOnlyList<IReadOnlyList<SyntaxParameter>> Syntax { get; init; }
}

internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);

internal sealed record PageType(string Name, IReadOnlyList<string> Description);

internal sealed record PageLink(string Text, string Address);

internal sealed record PageParameter(string Name, IReadOnlyList<string> Description, ParameterMetadata Metadata);

/// <summary>A parameter in a line of syntax.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Required">Whether it stands without brackets.</param>
/// <param name="Position">Its position where its name may be left out, else null.</param>
internal sealed record SyntaxParameter(string Name, bool Required, int? Position);

/// <param name="Type">The type's name.</param>
/// <param name="Aliases">Other names.</param>
/// <param name="AcceptedValues">The values of a closed list.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Position">A number, or <c>Named</c>.</param>
/// <param name="Default">The default value, or <c>None</c>.</param>
/// <param name="Pipeline"><c>False</c>, or <c>True (ByPropertyName)</c> and the like.</param>
/// <param name="Wildcards">Whether wildcards are taken.</param>
internal sealed record ParameterMetadata(
    string Type, IReadOnlyList<string> Aliases, IReadOnlyList<string> AcceptedValues, bool Required, string Position, string Default, string Pipeline, bool Wildcards)
{
    public bool IsSwitch => Type is "SwitchParameter" or "System.Management.Automation.SwitchParameter";
}
