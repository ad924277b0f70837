using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Output;

/// <summary>The tables on a console of 120 columns.</summary>
public sealed class DefaultViewTests
{
    [Fact]
    public void Every_type_has_a_view_and_every_view_a_type() =>
        Assert.Equal(OutputCatalogue.Scripts.Keys.Order(StringComparer.Ordinal), OutputCatalogue.Columns.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(OutputCatalogue.TypeNames), MemberType = typeof(OutputCatalogue))]
    public void The_table_shows_every_column_within_120(string typeName)
    {
        using EngineSession session = EngineSession.Demo();
        string[] lines = session.Render(OutputCatalogue.Scripts[typeName]).Split('\n');
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= 120, line));
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(OutputCatalogue.Columns[typeName]));
        Assert.DoesNotContain(lines, line => line.Contains("Ed2402Posture.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OutputCatalogue.TypeNames), MemberType = typeof(OutputCatalogue))]
    public void No_cell_is_an_error(string typeName)
    {
        using EngineSession session = EngineSession.Demo();
        string text = session.Render("$Error.Clear(); " + OutputCatalogue.Scripts[typeName]);
        Assert.DoesNotContain("#ERR", text, StringComparison.Ordinal);
        Assert.Empty(session.Run("$Error").Output);
    }

    [Fact]
    public void Findings_stand_under_their_check()
    {
        using EngineSession session = EngineSession.Demo();
        string text = session.Render("Test-Ed2402Posture -CheckId PIM-01, AZR-01");
        Assert.Contains("Check: PIM-01  ", text, StringComparison.Ordinal);
        Assert.Contains("Check: AZR-01  ", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("Check: ").Length - 1);
    }

    [Fact]
    public void What_is_to_be_done_stands_first_in_each_check()
    {
        using EngineSession session = EngineSession.Demo();
        Core.Checks.Outcome[] order = [Core.Checks.Outcome.Fail, Core.Checks.Outcome.Warning, Core.Checks.Outcome.NotAssessed, Core.Checks.Outcome.Waived, Core.Checks.Outcome.Pass, Core.Checks.Outcome.NotApplicable];
        foreach (var check in session.Run("Test-Ed2402Posture").All<Core.Checks.Finding>().GroupBy(f => f.CheckId))
        {
            int[] ranks = [.. check.Select(f => Array.IndexOf(order, f.Outcome))];
            Assert.Equal(ranks.Order(), ranks);
        }
    }
}
