using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>Reads one JSON object: an entry as Graph gives it, as diagnostic settings deliver it (under <c>properties</c>), or as a table of Log Analytics is exported.</summary>
internal static class LogEntryReader
{
    /// <summary>The entry; or the category of another log; or why it is neither.</summary>
    public static (LogEntry? Entry, string? Other, string? Error) Read(ReadOnlySpan<byte> json)
    {
        // Such a name inside a text would have a backslash before its closing quote.
        bool change = json.IndexOf("\"activityDateTime\""u8) >= 0;
        bool signIn = !change && json.IndexOf("\"createdDateTime\""u8) >= 0;
        try
        {
            if (change || signIn)
            {
                bool wrapped = json.IndexOf("\"properties\""u8) >= 0;
                LogEntry? entry = (change, wrapped) switch
                {
                    (true, true) => JsonSerializer.Deserialize(json, SnapshotJson.Default.ChangeLine)?.Properties is { } inner ? LogEntry.Of(inner) : null,
                    (true, false) => JsonSerializer.Deserialize(json, SnapshotJson.Default.DirectoryAudit) is { } plain ? LogEntry.Of(plain) : null,
                    (false, true) => JsonSerializer.Deserialize(json, SnapshotJson.Default.SignInLine) is { Properties: { } inner } line ? LogEntry.Of(inner, LogEntry.EventTypeOf(line.Category)) : null,
                    _ => JsonSerializer.Deserialize(json, SnapshotJson.Default.SignIn) is { } plain ? LogEntry.Of(plain, null) : null,
                };
                if (entry is { } found && IsWhole(found))
                {
                    return (found, null, null);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Another shape of the same, or nothing of the kind: looked at member by member.
        }

        return Loosely(json);
    }

    private static (LogEntry? Entry, string? Other, string? Error) Loosely(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            var members = new LooseMembers(document.RootElement);
            LooseMembers inner = members.Inner("properties") ?? members;
            string? table = members.Text("type") ?? members.Text("category");
            if (inner.Time("activityDateTime") is not null)
            {
                return inner.Change() is { } change ? (LogEntry.Of(change), null, null) : (null, null, "it is a change without an id");
            }

            string? eventType = LogEntry.EventTypeOf(table) ?? LogEntry.EventTypeOf(members.Text("category"));
            if (eventType is null && inner.Time("createdDateTime") is null)
            {
                return (null, table, table is not null ? null : members.Text("workload") is not null ? "it is of the unified audit log, which is not read" : "it is neither a sign-in nor a change in the directory");
            }

            return (inner.Time("createdDateTime") ?? members.Time("time") ?? members.Time("timeGenerated")) is not { } at ? (null, null, "it is a sign-in without a time")
                : inner.SignIn(at, members) is { } signIn ? (LogEntry.Of(signIn, eventType), null, null) : (null, null, "it is a sign-in without an id");
        }
        catch (JsonException exception)
        {
            // The parser's own message may repeat text of the file; its place in the line does not.
            return (null, null, $"it is not valid JSON at byte {exception.BytePositionInLine}");
        }
        catch (InvalidOperationException)
        {
            return (null, null, "it is not valid UTF-8");
        }
    }

    private static bool IsWhole(LogEntry entry) => entry.Id.Length > 0 && entry.Time is not null;
}

/// <summary>A sign-in as diagnostic settings write it.</summary>
internal sealed record SignInLine
{
    public string? Category { get; init; }
    public SignIn? Properties { get; init; }
}

/// <summary>A change in the directory as diagnostic settings write it.</summary>
internal sealed record ChangeLine
{
    public DirectoryAudit? Properties { get; init; }
}
