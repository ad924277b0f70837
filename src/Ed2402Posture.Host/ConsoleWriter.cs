using System.Management.Automation;
using System.Management.Automation.Host;

namespace Ed2402Posture.Host;

/// <summary>Writes to standard output and standard error, one at a time, with a progress line that gives way to text.</summary>
internal sealed class ConsoleWriter
{
    private const string Red = "\e[91m";
    private const string Yellow = "\e[93m";
    private const string Grey = "\e[90m";
    private const string Reset = "\e[0m";
    private const string ClearLine = "\r\e[K";

    private readonly Lock gate = new();
    private bool progressShown;

    /// <summary>Writes to standard output.</summary>
    public void Output(string text)
    {
        lock (gate)
        {
            HideProgress();
            Console.Out.Write(PSHostUserInterface.GetOutputString(text, Terminal.OutputHasColour));
            Console.Out.Flush();
        }
    }

    /// <summary>Writes an error to standard error, red on a terminal.</summary>
    public void Error(string text) => Diagnostic(text, Red);

    /// <summary>Writes a warning to standard error.</summary>
    public void Warning(string text) => Diagnostic("WARNING: " + text, Yellow);

    /// <summary>Writes what only a curious reader asked for to standard error.</summary>
    public void Detail(string text) => Diagnostic(text, Grey);

    /// <summary>Shows progress on the last line of a terminal; nowhere else.</summary>
    public void Progress(ProgressRecord record)
    {
        if (!Terminal.ErrorIsTerminal)
        {
            return;
        }

        lock (gate)
        {
            HideProgress();
            if (record.RecordType == ProgressRecordType.Processing)
            {
                string percent = record.PercentComplete >= 0 ? $" {record.PercentComplete} %" : "";
                string text = $"{record.Activity}: {record.StatusDescription}{percent}{(string.IsNullOrEmpty(record.CurrentOperation) ? "" : " · " + record.CurrentOperation)}";
                Console.Error.Write(text.Length < Terminal.Width ? text : text[..(Terminal.Width - 1)]);
                progressShown = true;
            }
        }
    }

    private void Diagnostic(string text, string colour)
    {
        string plain = PSHostUserInterface.GetOutputString(text, supportsVirtualTerminal: false);
        lock (gate)
        {
            HideProgress();
            Console.Error.WriteLine(Terminal.ErrorHasColour ? colour + plain + Reset : plain);
        }
    }

    private void HideProgress()
    {
        if (progressShown)
        {
            Console.Error.Write(ClearLine);
            progressShown = false;
        }
    }
}
