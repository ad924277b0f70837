using System.Management.Automation;
using Ed2402Posture.Build.Help;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Conventions;

/// <summary>The yaml block of each parameter says what the cmdlet declares.</summary>
public sealed class ParameterPageTests
{
    public static TheoryData<string> Cmdlets => [.. ExportedNames.All];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Each_block_says_what_is_declared(string name)
    {
        using var session = new EngineSession();
        CmdletInfo cmdlet = session.Run("Get-Command $name", ("name", name)).Single<CmdletInfo>();
        foreach (PageParameter page in PageReader.Read(name + ".md", File.ReadAllText(ModuleUnderTest.InRepository("docs", "cmdlets", name + ".md"))).Parameters)
        {
            System.Management.Automation.ParameterMetadata parameter = cmdlet.Parameters[page.Name];
            ParameterSetMetadata[] sets = [.. parameter.ParameterSets.Values];
            Build.Help.ParameterMetadata block = page.Metadata;
            Assert.True(block.Type == parameter.ParameterType.FullName || block.Type == parameter.ParameterType.Name || block.Type == parameter.ParameterType.ToString(), $"{name} -{page.Name} is {parameter.ParameterType}, not {block.Type}");
            Assert.Equal(parameter.Aliases, block.Aliases);
            Assert.Equal(sets.Any(s => s.IsMandatory), block.Required);
            Assert.Equal(sets[0].Position < 0 ? "Named" : $"{sets[0].Position}", block.Position);
            Assert.Equal(sets.Any(s => s.ValueFromPipeline) ? "True (ByValue)" : sets.Any(s => s.ValueFromPipelineByPropertyName) ? "True (ByPropertyName)" : "False", block.Pipeline);
            Assert.Equal(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(), block.Wildcards);
            Assert.Equal(Accepted(parameter), block.AcceptedValues);
            Assert.Equal(parameter.SwitchParameter ? "False" : block.Default, block.Default);
        }
    }

    private static IEnumerable<string> Accepted(System.Management.Automation.ParameterMetadata parameter)
    {
        Type element = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return element.IsEnum ? Enum.GetNames(element) : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(a => a.ValidValues);
    }
}
