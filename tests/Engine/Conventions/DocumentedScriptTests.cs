using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Conventions;

/// <summary>Every script of the documentation is read by the real parser: its cmdlets, parameters, values and properties exist.</summary>
public sealed partial class DocumentedScriptTests
{
    public static TheoryData<string> Pages => [.. new[] { "README.md", "CHANGELOG.md" }.Concat(
        Directory.EnumerateFiles(ModuleUnderTest.InRepository("docs"), "*.md", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(ModuleUnderTest.RepositoryRoot, f)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Scripts_name_what_there_is(string page)
    {
        using var session = new EngineSession();
        Dictionary<string, CmdletInfo> cmdlets = session.Run("Get-Command -Module Ed2402Posture").All<CmdletInfo>().ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        string text = File.ReadAllText(ModuleUnderTest.InRepository(page));

        List<string> wrong = [];
        foreach (string script in Block().Matches(text).Select(m => m.Groups[1].Value))
        {
            ScriptBlockAst parsed = Parser.ParseInput(script, out _, out ParseError[] errors);
            wrong.AddRange(errors.Select(e => $"{e.Message}: {script}"));
            wrong.AddRange(new ScriptReader(cmdlets).Read(parsed));
        }

        foreach (string command in Inline().Matches(Block().Replace(text, "")).Select(m => m.Groups[1].Value).Where(c => !c.Contains('…')))
        {
            wrong.AddRange(new ScriptReader(cmdlets).Read(Parser.ParseInput(command, out _, out _)));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Get-Ed2402Nothing", "Get-Ed2402Nothing")]
    [InlineData("Test-Ed2402Posture -Nothing", "-Nothing")]
    [InlineData("Test-Ed2402Posture -Outcome Nothing", "Nothing")]
    [InlineData("Test-Ed2402Posture -Outcome Fail, Nothing", "Nothing")]
    [InlineData("Test-Ed2402Posture -Quiet -Outcome Fail", "together")]
    [InlineData("Test-Ed2402Posture | Where-Object Nothing -eq 1", "Nothing")]
    [InlineData("Test-Ed2402Posture | Where-Object { $_.Nothing -eq 1 }", "Nothing")]
    [InlineData("$f = Test-Ed2402Posture; $f | Sort-Object Outcome, Nothing", "Nothing")]
    [InlineData("$f = Get-Ed2402Connection; $f.Nothing", "Nothing")]
    [InlineData("(Get-Ed2402Connection).Nothing", "Nothing")]
    [InlineData("Get-Ed2402PrivilegedAccount | Select-Object -ExpandProperty Paths | Where-Object Nothing", "Nothing")]
    public void A_slip_is_found(string script, string named)
    {
        using var session = new EngineSession();
        Dictionary<string, CmdletInfo> cmdlets = session.Run("Get-Command -Module Ed2402Posture").All<CmdletInfo>().ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        Assert.Contains(named, Assert.Single(new ScriptReader(cmdlets).Read(Parser.ParseInput(script, out _, out _))), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[ ]*```powershell\r?\n(.*?)^[ ]*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?<!`)`([^`\n]*[A-Z][a-z]+-Ed2402[^`\n]*)`(?!`)")]
    private static partial Regex Inline();
}
