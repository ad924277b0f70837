using System.Globalization;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Outputs;

/// <summary>An entry of a case's history, in words.</summary>
public sealed class CaseEntry
{
    internal CaseEntry(CaseEvent entry)
    {
        Number = entry.Number;
        At = entry.At;
        By = entry.By;
        Kind = entry.Kind;
        About = entry.Record?.Id ?? entry.Item?.RecordId ?? entry.Item?.AppId ?? entry.Explanation?.AuditId;
        Text = Words(entry);
        Hash = entry.Hash;
    }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }
    /// <summary>When (UTC).</summary>
    public DateTimeOffset At { get; }
    /// <summary>Who.</summary>
    public string By { get; }
    /// <summary>What was done.</summary>
    public CaseEventKind Kind { get; }
    /// <summary>The record, application or change that it is about; null when it is about the whole case.</summary>
    public string? About { get; }
    /// <summary>What was done, in words.</summary>
    public string Text { get; }
    /// <summary>SHA-256 over the entry before and this one.</summary>
    public string Hash { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Words(CaseEvent entry) => entry switch
    {
        { Details: { } details } => $"Opened: {details.Title}",
        { Record: { } record } => $"{(entry.Kind == CaseEventKind.RecordChanged ? "Changed" : "Added")}: {record}",
        { Test: { } test } => string.Create(CultureInfo.InvariantCulture, $"Tested tenant {test.TenantId}: {test.Results.Count} new or changed, {test.Unchanged} unchanged{(test.Results.Count is > 0 and <= 5 ? $" ({string.Join("; ", test.Results.Select(r => $"{r.RecordId} {r.State}"))})" : "")}"),
        { Item: { } item } => string.Join("; ", new[]
        {
            item.Owner is null ? null : $"owner {item.Owner}", item.PlannedOn is { } planned ? string.Create(CultureInfo.InvariantCulture, $"planned on {planned:yyyy-MM-dd}") : null, item.Decision is { } decision ? $"decision {decision}" : null,
            item.ResetOn is { } reset ? string.Create(CultureInfo.InvariantCulture, $"reset on {reset:yyyy-MM-dd}") : null, item.Malicious is { } malicious ? $"malicious activity: {malicious}" : null, item.Note is null ? null : $"note: {item.Note}",
        }.OfType<string>()),
        { Explanation: { } explanation } => $"Explained: {explanation.Reason}",
        { Review: { } review } => string.Create(CultureInfo.InvariantCulture, $"Reviewed the activity of {review.Records.Count} records"),
        { Report: { } report } => string.Create(CultureInfo.InvariantCulture, $"Report {report.Number} ({report.Kind})"),
        _ => entry.Kind.ToString(),
    };
}
