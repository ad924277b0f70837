using System.Management.Automation;
using Ed2402Posture.Errors;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Errors;

/// <summary>Whoever reads an error reads once what to do about it, whether their PowerShell shows recommended actions or not.</summary>
public sealed class RecommendedActionTests
{
    [Theory]
    [InlineData("7.4.0.500", true)]
    [InlineData("7.5.0.500", false)]
    [InlineData("7.6.0.500", false)]
    public void The_message_says_what_to_do_only_where_PowerShell_does_not(string engine, bool said)
    {
        ErrorDetails details = RecommendedAction.Details("It is not there.", "Look elsewhere.", Version.Parse(engine));
        Assert.Equal("Look elsewhere.", details.RecommendedAction);
        Assert.Equal(said ? $"It is not there.{Environment.NewLine}Recommendation: Look elsewhere." : "It is not there.", details.Message);
    }

    [Fact]
    public void This_engine_leaves_the_message_as_it_is()
    {
        using var session = new EngineSession();
        ErrorRecord error = session.Fail("Get-Ed2402Connection");
        Assert.Equal(error.Exception.Message, error.ErrorDetails.Message);
        Assert.Contains("Connect-Ed2402Tenant", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
