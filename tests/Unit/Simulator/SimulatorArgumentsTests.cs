using Ed2402Posture.TenantSimulator.CommandLine;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorArgumentsTests
{
    [Fact]
    public void Every_argument_is_read()
    {
        SimulatorArguments arguments = SimulatorArguments.Parse(["--tenant", "contoso", "--snapshot", "x.zip", "--licence", "p1", "--without", "User.Read.All,Domain.Read.All", "--permissions", "A;B", "--page-size", "7", "--no-azure", "--write-demo", "folder"]);

        Assert.Equal(("x.zip", "p1", 7, false, false, "folder"), (arguments.Snapshot, arguments.Licence, arguments.PageSize, arguments.AzureReader, arguments.AzureRootReader, arguments.WriteDemo));
        Assert.Equal(["User.Read.All", "Domain.Read.All"], arguments.Without);
        Assert.Equal(["A", "B"], arguments.Permissions!);
        Assert.False(SimulatorArguments.Parse(["--no-azure-root"]).AzureRootReader);
        Assert.True(SimulatorArguments.Parse(["--no-azure-root"]).AzureReader);
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("--snapshot")]
    [InlineData("--tenant", "fabrikam")]
    [InlineData("--licence", "e5")]
    [InlineData("--page-size", "0")]
    [InlineData("--page-size", "many")]
    public void A_wrong_argument_is_named(params string[] args)
    {
        FormatException exception = Assert.Throws<FormatException>(() => SimulatorArguments.Parse(args));

        Assert.Contains(args[0] == "--tenant" ? "contoso" : args[0], exception.Message, StringComparison.Ordinal);
    }
}
