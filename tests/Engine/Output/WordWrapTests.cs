using Ed2402Posture.Tests.Engine.Infrastructure;
using Ed2402Posture.Formatting;

namespace Ed2402Posture.Tests.Engine.Output;

public sealed class WordWrapTests
{
    [Theory]
    [InlineData("", 10, "")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two", 6, "one\ntwo")]
    [InlineData("one two three", 7, "one two\nthree")]
    [InlineData("Conditional Access Administrator", 28, "Conditional Access\nAdministrator")]
    [InlineData("a verylongword b", 6, "a\nverylongword\nb")]
    [InlineData("a verylongwor b", 6, "a\nverylongwor\nb")]
    [InlineData("a verylong b", 6, "a\nverylong b")]
    public void Lines_break_between_words(string text, int width, string expected) => Assert.Equal(expected, WordWrap.Wrap(text, width));

    [Fact]
    public void No_word_is_lost_and_no_line_of_short_words_is_too_long()
    {
        const string Text = "The account is a guest and reaches tier 0: Dana Fischer → active Application Administrator (tenant).";
        for (int width = 14; width < 110; width++)
        {
            string wrapped = WordWrap.Wrap(Text, width);
            Assert.Equal(Text, wrapped.Replace('\n', ' '));
            Assert.All(wrapped.Split('\n'), line => Assert.True(line.Length <= width, line));
        }
    }

    [Fact]
    public async Task A_host_of_known_width_gets_whole_words_in_a_file_too()
    {
        ChildProcess host = await ChildProcess.HostAsync(["-Command", "$null = Connect-Ed2402Tenant -Demo; Test-Ed2402Posture -CheckId INV-06 -Outcome NotAssessed"], new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" });
        Assert.Equal(0, host.ExitCode);
        Assert.All(["delegatedAdminRelationships", "relationships", "'Settings',", "Microsoft"], word => Assert.Contains(word, host.Output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)));
    }
}
