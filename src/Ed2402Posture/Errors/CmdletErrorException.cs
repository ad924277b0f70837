using System.Management.Automation;

namespace Ed2402Posture.Errors;

/// <summary>Carries a finished error record out of work that runs off the pipeline thread; it becomes one terminating error.</summary>
internal sealed class CmdletErrorException : Exception
{
    public CmdletErrorException(ErrorRecord record)
        : base(record.Exception.Message, record.Exception) => Record = record;

    public ErrorRecord Record { get; }
}
