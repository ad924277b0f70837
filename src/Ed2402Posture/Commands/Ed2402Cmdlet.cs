using System.Management.Automation;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Base of every cmdlet of the module. A cmdlet checks its parameters in <see cref="Begin"/>, takes pipeline input in
/// <see cref="Accept"/> (both on the pipeline thread) and does its work in <see cref="RunAsync"/>, off it; the <c>Write…Async</c> methods
/// may be called from any thread there.</summary>
public abstract class Ed2402Cmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<int, ProgressRecord> openProgress = [];
    private PipelinePump? pump;

    /// <summary>Ends when the user stops the pipeline.</summary>
    protected CancellationToken StopToken => stop.Token;

    /// <summary>What the user gave that an error without a better target is about; the command's name unless overridden.</summary>
    protected virtual object? ErrorTarget => MyInvocation.MyCommand.Name;

    /// <summary>Checks the parameters, before any input and any request. Runs on the pipeline thread.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Takes one object of pipeline input. Runs on the pipeline thread.</summary>
    protected virtual void Accept()
    {
    }

    /// <summary>Does the work, after all input is there. Runs off the pipeline thread.</summary>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    /// <summary>Writes an object to the pipeline; a list is written as one object.</summary>
    protected ValueTask WriteObjectAsync(object? value) => PostAsync(() => WriteObject(value, enumerateCollection: false));

    /// <summary>Writes a verbose message.</summary>
    protected ValueTask WriteVerboseAsync(string message) => PostAsync(() => WriteVerbose(message));

    /// <summary>Writes a warning.</summary>
    protected ValueTask WriteWarningAsync(string message) => PostAsync(() => WriteWarning(message));

    /// <summary>Writes to the host without ending up in the pipeline; seen by the user unless the information stream is silenced.</summary>
    protected ValueTask WriteHostAsync(string message) =>
        PostAsync(() => WriteInformation(new HostInformationMessage { Message = message }, ["PSHOST"]));

    /// <summary>Writes to the information stream, which users see with <c>-InformationAction Continue</c>.</summary>
    protected ValueTask WriteInformationAsync(string message, string tag) => PostAsync(() => WriteInformation(message, [tag]));

    /// <summary>Writes a non-terminating error.</summary>
    protected ValueTask WriteErrorAsync(ErrorRecord error) => PostAsync(() => WriteError(error));

    /// <summary>Shows progress. What is still shown when the cmdlet ends is completed for it.</summary>
    protected ValueTask WriteProgressAsync(ProgressRecord progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return PostAsync(() => ShowProgress(progress));
    }

    /// <summary>Asks whether to go on, as <c>-WhatIf</c> and <c>-Confirm</c> say.</summary>
    protected Task<bool> ShouldProcessAsync(string target, string action) => AskAsync(() => ShouldProcess(target, action));

    /// <summary>Has the pipeline thread answer a question.</summary>
    protected Task<T> AskAsync<T>(Func<T> question) => Pump.AskAsync(question);

    /// <summary>Makes a session this runspace's.</summary>
    private protected Task BeginSessionAsync(Session session) => AskAsync(() =>
    {
        Session.Begin(session);
        return true;
    });

    /// <summary>The file system path that the user means, relative to the current location; wildcards are not expanded.</summary>
    /// <param name="path">As the user typed it.</param>
    /// <param name="parameter">The parameter's name, for the error.</param>
    protected string ResolvePath(string path, string parameter)
    {
        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name != "FileSystem")
        {
            ThrowTerminatingError(ErrorRecords.NotFileSystem(path, parameter));
        }

        return full;
    }

    /// <summary>As <see cref="ResolvePath"/>, for a file that is to be read: its absence is an error.</summary>
    protected string ResolveExistingFile(string path, string parameter)
    {
        string full = ResolvePath(path, parameter);
        if (!File.Exists(full))
        {
            ThrowTerminatingError(ErrorRecords.FileNotFound(path, parameter));
        }

        return full;
    }

    /// <summary>As <see cref="ResolvePath"/>, for a file that is to be written.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="force">Whether what is there may be replaced.</param>
    /// <param name="endings">The endings that name a format; null where every name will do.</param>
    /// <param name="mayBeFolder">Whether a folder may be replaced, too.</param>
    private protected string ResolveNewFile(string path, string parameter, bool force, IReadOnlyList<string>? endings = null, bool mayBeFolder = false)
    {
        string full = ResolvePath(path, parameter).TrimEnd(Path.DirectorySeparatorChar);
        string folder = Path.GetDirectoryName(full) ?? full;
        if (endings?.Contains(Path.GetExtension(full), StringComparer.OrdinalIgnoreCase) == false)
        {
            ThrowTerminatingError(ErrorRecords.FormatUnknown(path, parameter, endings));
        }

        if (!Directory.Exists(folder))
        {
            ThrowTerminatingError(ErrorRecords.FolderNotFound(path, folder, parameter));
        }

        if (Directory.Exists(full) ? !force || !mayBeFolder : File.Exists(full) && !force)
        {
            ThrowTerminatingError(ErrorRecords.FileExists(path));
        }

        return full;
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Accept);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run();

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended in the same moment: there is nothing left to stop.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Dispose();
        }
    }

    private PipelinePump Pump => pump ?? throw new InvalidOperationException("Only RunAsync may hand work to the pipeline thread.");

    private ValueTask PostAsync(Action action) => Pump.PostAsync(action);

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (exception is not (FlowControlException or RuntimeException))
        {
            // PipelineStoppedException is a RuntimeException: what PowerShell throws goes up as it is.
            ThrowTerminatingError(ErrorRecords.From(exception, ErrorTarget));
        }
    }

    private void Run()
    {
        using (pump = new PipelinePump(StopToken))
        {
            try
            {
                if (pump.Run(RunAsync) is { } failure)
                {
                    ThrowTerminatingError(ErrorRecords.From(failure, ErrorTarget));
                }
            }
            finally
            {
                CompleteProgress();
            }
        }
    }

    private void ShowProgress(ProgressRecord progress)
    {
        WriteProgress(progress);
        if (progress.RecordType == ProgressRecordType.Completed)
        {
            openProgress.Remove(progress.ActivityId);
        }
        else
        {
            openProgress[progress.ActivityId] = progress;
        }
    }

    private void CompleteProgress()
    {
        foreach (ProgressRecord progress in openProgress.Values)
        {
            try
            {
                WriteProgress(new ProgressRecord(progress.ActivityId, progress.Activity, progress.StatusDescription) { RecordType = ProgressRecordType.Completed });
            }
            catch (PipelineStoppedException)
            {
                // A stopped pipeline takes no more records; its host clears the progress itself.
                break;
            }
        }

        openProgress.Clear();
    }
}
