using System.Management.Automation;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>What a script gave on each stream.</summary>
internal sealed record EngineResult(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<string> Verbose, IReadOnlyList<ProgressRecord> Progress)
{
    public static EngineResult Of(PowerShell shell, IEnumerable<PSObject> output) => new(
        [.. output], [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(w => w.Message)], [.. shell.Streams.Verbose.Select(v => v.Message)], [.. shell.Streams.Progress]);

    /// <summary>The only object, as its own type.</summary>
    public T Single<T>()
    {
        AssertNoErrors();
        return Assert.IsType<T>(Assert.Single(Output).BaseObject);
    }

    /// <summary>All objects, as their own type.</summary>
    public IReadOnlyList<T> All<T>()
    {
        AssertNoErrors();
        return [.. Output.Select(o => Assert.IsType<T>(o.BaseObject))];
    }

    public EngineResult AssertNoErrors()
    {
        Assert.Empty(Errors.Select(e => e.ToString()));
        return this;
    }
}
