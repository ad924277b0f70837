using System.Management.Automation;
using System.Management.Automation.Language;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Conventions;

public sealed class HelpTests
{
    // The common parameters, less those two that a cmdlet's page describes where it has them.
    private static readonly HashSet<string> Common = [.. Cmdlet.CommonParameters];

    public static TheoryData<string> Cmdlets => [.. ExportedNames.All];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_tells_all_of(string name)
    {
        using var session = new EngineSession();
        PSObject help = Help(session, name);
        Assert.EndsWith(".", Text(help, "Synopsis").Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(Text(help, "description"));
        Assert.True(Items(help, "examples", "example").Length >= 2, "fewer than two examples");
        Assert.NotEmpty(Items(help, "relatedLinks", "navigationLink"));
        Assert.NotEmpty(Items(help, "returnValues", "returnValue"));

        var described = Items(help, "parameters", "parameter").ToDictionary(p => Text(p, "name"), p => Text(p, "description"));
        Assert.Equal(Parameters(session, name).Where(p => !Common.Contains(p)).Order(StringComparer.Ordinal), described.Keys.Order(StringComparer.Ordinal));
        Assert.All(described, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Value), parameter.Key));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_example_is_a_script_with_parameters_that_there_are(string name)
    {
        using var session = new EngineSession();
        foreach (PSObject example in Items(Help(session, name), "examples", "example"))
        {
            string code = Text(example, "code");
            ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
            Assert.Empty(errors.Select(error => $"{code}: {error.Message}"));
            foreach (CommandAst command in script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
            {
                if (command.GetCommandName() is { } called && ExportedNames.All.Contains(called, StringComparer.OrdinalIgnoreCase))
                {
                    HashSet<string> known = new(Parameters(session, called), StringComparer.OrdinalIgnoreCase);
                    Assert.All(command.CommandElements.OfType<CommandParameterAst>(), p => Assert.Contains(p.ParameterName, known));
                }
            }
        }
    }

    private static PSObject Help(EngineSession session, string name) =>
        Assert.Single(session.Run("Get-Help $name -Full", ("name", name)).AssertNoErrors().Output);

    private static IEnumerable<string> Parameters(EngineSession session, string name) =>
        session.Run("(Get-Command $name).Parameters.Keys", ("name", name)).Output.Select(o => o.ToString());

    private static object? Value(PSObject of, string property) => of.Properties[property]?.Value;

    private static PSObject[] Items(PSObject of, params string[] path)
    {
        object? value = path.Aggregate((object?)of, (current, property) => current is null ? null : Value(PSObject.AsPSObject(current), property));
        return value switch
        {
            null => [],
            PSObject { BaseObject: object[] many } => [.. many.Select(PSObject.AsPSObject)],
            object[] many => [.. many.Select(PSObject.AsPSObject)],
            _ => [PSObject.AsPSObject(value)],
        };
    }

    /// <summary>Plain text, or the paragraphs of a description.</summary>
    private static string Text(PSObject of, string property) =>
        string.Join('\n', Items(of, property).Select(item => (Value(item, "Text") ?? item.BaseObject).ToString()));
}
