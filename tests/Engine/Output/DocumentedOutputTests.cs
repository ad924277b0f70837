using System.Management.Automation;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Output;

/// <summary>The pages name every property that a cmdlet's objects have.</summary>
public sealed class DocumentedOutputTests
{
    public static TheoryData<string> Commands()
    {
        using var session = new EngineSession();
        return [.. session.Run("Get-Command -Module Ed2402Posture").All<CmdletInfo>().Select(c => c.Name)];
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_page_names_the_types_and_their_properties(string command)
    {
        using var session = new EngineSession();
        string page = File.ReadAllText(ModuleUnderTest.InRepository("docs", "cmdlets", command + ".md"));
        string outputs = page[page.IndexOf("## OUTPUTS", StringComparison.Ordinal)..page.IndexOf("## NOTES", StringComparison.Ordinal)];
        foreach (Type type in session.Run($"Get-Command {command}").Single<CmdletInfo>().OutputType.Select(t => t.Type))
        {
            Assert.Contains($"### {type.FullName}", outputs, StringComparison.Ordinal);
            if (command.StartsWith("Test-", StringComparison.Ordinal) || command.StartsWith("Get-", StringComparison.Ordinal))
            {
                string[] words = outputs.Split([' ', '\n', ',', '`', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
                string[] properties = type.Namespace!.StartsWith("Ed2402Posture", StringComparison.Ordinal) ? [.. type.GetProperties().Select(p => p.Name)] : [];
                Assert.Empty(properties.Except(words));
            }
        }
    }
}
