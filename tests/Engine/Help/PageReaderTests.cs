using Ed2402Posture.Build.Help;

namespace Ed2402Posture.Tests.Engine.Help;

public sealed class PageReaderTests
{
    private const string Page = """
        ---
        external help file: Ed2402Posture.dll-Help.xml
        schema: 2.0.0
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets *things* of `code`.

        ## SYNTAX

        ### ByName (Default)

        ```
        Get-Thing [[-Name] <String>] [-Loud] [<CommonParameters>]
        ```

        ### ById

        ```
        Get-Thing [-Id] <Int32[]> -Kind <String> [-Loud] [<CommonParameters>]
        ```

        ## DESCRIPTION

        First line,
        second line with a [link](https://example.com/a).

        - one
        - two

        ## EXAMPLES

        ### Example 1: All

        ```powershell
        Get-Thing
        ```

        All of them.

        ## PARAMETERS

        ### -Name

        The name.

        ```yaml
        Type: String
        Parameter Sets: ByName
        Aliases: Alias1, Alias2

        Required: False
        Position: 0
        Default value: None
        Accept pipeline input: True (ByPropertyName)
        Accept wildcard characters: True
        ```

        ### -Id

        The id.

        ```yaml
        Type: Int32[]
        Parameter Sets: ById
        Aliases:

        Required: True
        Position: 0
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Kind

        The kind.

        ```yaml
        Type: String
        Parameter Sets: ById
        Aliases:
        Accepted values: A, B

        Required: True
        Position: Named
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Loud

        Loudly.

        ```yaml
        Type: SwitchParameter
        Parameter Sets: (All)
        Aliases:

        Required: False
        Position: Named
        Default value: False
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### CommonParameters

        The common ones.

        ## INPUTS

        ### None

        ## OUTPUTS

        ### Thing

        One a thing.

        ## NOTES

        ## RELATED LINKS

        [Set-Thing](Set-Thing.md)

        """;

    [Fact]
    public void A_page_is_read_whole()
    {
        CommandPage page = PageReader.Read("Get-Thing.md", Page);
        Assert.Equal("Get-Thing", page.Name);
        Assert.Equal(["Gets things of code."], page.Synopsis);
        Assert.Equal(["First line, second line with a link (https://example.com/a).", "- one\n- two"], page.Description);
        Assert.Equal(["Name", "Id", "Kind", "Loud"], page.Parameters.Select(p => p.Name));
        Assert.Equal(["Alias1", "Alias2"], page.Parameters[0].Metadata.Aliases);
        Assert.Equal(["A", "B"], page.Parameters[2].Metadata.AcceptedValues);
        Assert.Equal([new("Name", false, 0), new("Loud", false, null)], page.Syntax[0]);
        Assert.Equal([new("Id", true, 0), new("Kind", true, null), new("Loud", false, null)], page.Syntax[1]);
        Assert.Equal(("Example 1: All", "Get-Thing"), (page.Examples[0].Title, page.Examples[0].Code));
        Assert.Equal([new PageLink("Set-Thing", "Set-Thing.md")], page.Links);
    }

    [Theory]
    [InlineData("# Get-Thing", "# Get-Other", "Get-Thing.md(6): error: the heading 'Get-Other'")]
    [InlineData("## SYNOPSIS", "## SUMMARY", "Get-Thing.md(8): error: unknown section 'SUMMARY'")]
    [InlineData("## OUTPUTS\n\n### Thing\n\nOne a thing.\n", "", "there is no '## OUTPUTS'")]
    [InlineData("Gets *things* of `code`.", "", "Get-Thing.md(8): error: 'SYNOPSIS' is empty")]
    [InlineData("Type: Int32[]\n", "", "Get-Thing.md(66): error: the yaml block has no 'Type'")]
    [InlineData("Default value: False", "Default: False", "'Default: False' is not one of")]
    [InlineData("Required: True\nPosition: Named", "Required: Yes\nPosition: Named", "'Required' is 'Yes'")]
    [InlineData("The kind.\n", "", "-Kind has no description")]
    [InlineData("-Kind <String> [-Loud]", "[-Loud]", "no syntax names -Kind")]
    [InlineData("[-Loud] [<CommonParameters>]", "[-Quiet] [<CommonParameters>]", "the syntax names -Quiet")]
    [InlineData("### Example 1: All\n\n```powershell\nGet-Thing\n```\n", "### Example 1: All\n", "'Example 1: All' has no code")]
    public void A_page_out_of_shape_is_an_error_with_its_place(string good, string bad, string message)
    {
        string page = Page.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Page, page);
        Assert.Contains(message, Assert.Throws<PageException>(() => PageReader.Read("Get-Thing.md", page)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_names_every_wrong_page_and_writes_nothing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
        try
        {
            foreach (string name in new[] { "Get-A.md", "Get-B.md" })
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), Page, TestContext.Current.CancellationToken);
            }

            var errors = new StringWriter();
            string output = Path.Combine(folder.FullName, "help.xml");
            Assert.Equal(1, HelpCommand.Run(folder.FullName, output, errors));
            Assert.Contains("Get-A.md(6)", errors.ToString(), StringComparison.Ordinal);
            Assert.Contains("Get-B.md(6)", errors.ToString(), StringComparison.Ordinal);
            Assert.False(File.Exists(output));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_MAML_says_what_the_page_says()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "Get-Ed2402Check.md"), Page.Replace("Get-Thing", "Get-Ed2402Check", StringComparison.Ordinal));
            string output = Path.Combine(folder.FullName, "help.xml");
            Assert.Equal(0, HelpCommand.Run(folder.FullName, output, TextWriter.Null));
            string maml = File.ReadAllText(output);
            Assert.Contains("<maml:linkText>Set-Thing</maml:linkText>", maml, StringComparison.Ordinal);
            Assert.Contains("""<command:parameter required="true" variableLength="true" globbing="false" pipelineInput="False" position="0" aliases="none">""", maml, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
