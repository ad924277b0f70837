using Ed2402Posture.Formatting;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Output;

public sealed class ColourTests : IDisposable
{
    private const string Escape = "\e[", NoColour = "NO_COLOR";
    private readonly string? before = Environment.GetEnvironmentVariable(NoColour);

    public ColourTests() => Environment.SetEnvironmentVariable(NoColour, null);

    public void Dispose() => Environment.SetEnvironmentVariable(NoColour, before);

    [Theory]
    [InlineData(true, "Host", false, null, true)]
    [InlineData(true, "Host", false, "", true)]
    [InlineData(true, "Host", true, null, false)]
    [InlineData(true, "Ansi", true, null, true)]
    [InlineData(true, "PlainText", false, null, false)]
    [InlineData(true, "Host", false, "1", false)]
    [InlineData(true, "Ansi", false, "1", false)]
    [InlineData(false, "Ansi", false, null, false)]
    [InlineData(false, null, false, null, false)]
    public void Colour_is_used_only_where_it_is_seen(bool understood, string? rendering, bool redirected, string? noColour, bool seen) =>
        Assert.Equal(seen, Colour.IsSeen(understood, rendering, redirected, noColour));

    [Fact]
    public void Outcomes_are_coloured_on_a_host_that_understands_it()
    {
        using EngineSession session = EngineSession.Demo();
        session.Host.HasColour = true;
        string text = session.Render("$PSStyle.OutputRendering = 'Ansi'; Test-Ed2402Posture -CheckId PIM-01");
        Assert.Contains("\e[91mFail\e[0m", text, StringComparison.Ordinal);
        Assert.Contains("\e[92mPass\e[0m", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Ansi")]
    [InlineData(true, "PlainText")]
    public void Outcomes_are_plain_elsewhere(bool hasColour, string rendering)
    {
        using EngineSession session = EngineSession.Demo();
        session.Host.HasColour = hasColour;
        string text = session.Render($"$PSStyle.OutputRendering = '{rendering}'; Test-Ed2402Posture -CheckId PIM-01");
        Assert.Contains("Fail", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_never_hold_escape_codes()
    {
        using EngineSession session = EngineSession.Demo();
        session.Host.HasColour = true;
        Assert.All(session.Run("$PSStyle.OutputRendering = 'Ansi'; Test-Ed2402Posture").All<Core.Checks.Finding>(), finding =>
            Assert.DoesNotContain(Escape, finding + finding.Subject + finding.Reason + finding.Evidence, StringComparison.Ordinal));
    }
}
