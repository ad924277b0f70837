using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Ed2402Posture.Host;

/// <summary>What the engine writes and asks, on a console.</summary>
internal sealed class ConsoleUserInterface(ConsoleWriter writer) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();
    public override bool SupportsVirtualTerminal => Terminal.OutputHasColour;

    public override void Write(string value) => writer.Output(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => writer.Output(value);

    public override void WriteLine(string value) => writer.Output(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => writer.Error(value);

    public override void WriteWarningLine(string message) => writer.Warning(message);

    public override void WriteVerboseLine(string message) => writer.Detail("VERBOSE: " + message);

    public override void WriteDebugLine(string message) => writer.Detail("DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => writer.Progress(record);

    /// <summary>Whether it waits for an answer: such a wait cannot be cancelled.</summary>
    public bool IsAsking { get; private set; }

    public override string ReadLine() => Ask(Console.In.ReadLine);

    public override SecureString ReadLineAsSecureString()
    {
        SecureString secret = Ask(() => SecretReader.Read(writer));
        secret.MakeReadOnly();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteHead(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in descriptions)
        {
            writer.Output($"{(string.IsNullOrEmpty(field.Label) ? field.Name : field.Label.Replace("&", "", StringComparison.Ordinal))}: ");
            object answer = field.ParameterTypeFullName switch
            {
                "System.Security.SecureString" => ReadLineAsSecureString(),
                "System.Management.Automation.PSCredential" => PromptForCredential("", "", "", ""),
                _ => ReadLine(),
            };
            answers[field.Name] = PSObject.AsPSObject(answer);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteHead(caption, message);
        string[] keys = [.. choices.Select(choice => Key(choice.Label))];
        string labels = string.Join("  ", choices.Zip(keys, (choice, key) => $"[{key}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}"));
        string standard = defaultChoice >= 0 ? string.Create(CultureInfo.InvariantCulture, $" (Enter is {keys[defaultChoice]})") : "";
        while (true)
        {
            writer.Output($"{labels}{standard}: ");
            string answer = ReadLine().Trim();
            int index = Array.FindIndex(keys, key => key.Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (index >= 0 || (answer.Length == 0 && defaultChoice >= 0))
            {
                return index >= 0 ? index : defaultChoice;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        WriteHead(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            writer.Output("User: ");
            userName = ReadLine();
        }

        writer.Output($"Password for {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    private T Ask<T>(Func<T?> read)
        where T : class
    {
        IsAsking = true;
        try
        {
            return read() ?? throw new HostException("The command asks a question, and nobody is there to answer it: give the value as a parameter.");
        }
        finally
        {
            IsAsking = false;
        }
    }

    private void WriteHead(string caption, string message)
    {
        foreach (string line in new[] { caption, message }.Where(line => !string.IsNullOrEmpty(line)))
        {
            WriteLine(line);
        }
    }

    private static string Key(string label)
    {
        int mark = label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < label.Length ? label[(mark + 1)..(mark + 2)].ToUpperInvariant() : label;
    }
}
