using System.Security.Cryptography;
using System.Text;

namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>Judges the rows of an exposure list. Every row becomes a record or a refusal with all its reasons; none is lost.</summary>
public static class ExposureRowParser
{
    /// <summary>Judges rows in order.</summary>
    /// <param name="rows">What was read.</param>
    /// <param name="now">The time against which dates are judged.</param>
    public static ExposureList Parse(IEnumerable<ExposureRow> rows, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var records = new List<ExposureRecord>();
        var refused = new List<RefusedRow>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ExposureRow row in rows)
        {
            var fields = new ExposureFields(row);
            ExposureRecord? record = row.Error is null ? Parse(fields, now) : null;
            if (record is not null && !lines.TryAdd(record.Id, row.Line))
            {
                fields.Refuse($"it repeats line {lines[record.Id]}");
                record = null;
            }

            if (record is null)
            {
                refused.Add(new RefusedRow(row.Line, fields.SafeReference, row.Error ?? fields.Reasons));
            }
            else
            {
                records.Add(record);
            }
        }

        return new ExposureList(records, refused);
    }

    private static ExposureRecord? Parse(ExposureFields fields, DateTimeOffset now)
    {
        fields.RefuseSecrets();
        string reference = fields.Required(nameof(ExposureRecord.Reference));
        ExposureKind? kind = fields.Kind();
        (DateTimeOffset Value, bool DayOnly)? exposed = fields.Date(nameof(ExposureRecord.ExposedOn), now);
        (DateTimeOffset Value, bool DayOnly)? learned = fields.Date(nameof(ExposureRecord.LearnedOn), now);
        if (exposed is null && learned is null && !fields.HasDate)
        {
            fields.Refuse("neither ExposedOn nor LearnedOn is given");
        }

        if (exposed is { } e && learned is { } l && (l.DayOnly ? e.Value >= l.Value.AddDays(1) : e.Value > l.Value))
        {
            fields.Refuse("ExposedOn is after LearnedOn");
        }

        var record = new ExposureRecord
        {
            Id = "", Reference = reference, Kind = kind ?? ExposureKind.Other,
            UserPrincipalName = fields.UserPrincipalName(), UserId = fields.Guid(nameof(ExposureRecord.UserId)),
            AppId = fields.Guid(nameof(ExposureRecord.AppId)), ServicePrincipalId = fields.Guid(nameof(ExposureRecord.ServicePrincipalId)), DisplayName = fields.Text(nameof(ExposureRecord.DisplayName)),
            ResourceId = fields.ResourceId(), KeyId = fields.Guid(nameof(ExposureRecord.KeyId)), Thumbprint = fields.Thumbprint(), Hint = fields.Hint(),
            ExposedOn = exposed?.Value, LearnedOn = learned?.Value, DayOnly = (exposed ?? learned)?.DayOnly ?? false,
            Source = fields.Text(nameof(ExposureRecord.Source)), Note = fields.Text(nameof(ExposureRecord.Note)), Owner = fields.Text(nameof(ExposureRecord.Owner)), PlannedOn = fields.Date(nameof(ExposureRecord.PlannedOn), null)?.Value,
        };
        if (kind is not null)
        {
            fields.RefuseSubject(record);
        }

        return fields.IsRefused ? null : record with { Id = IdOf(record) };
    }

    private static string IdOf(ExposureRecord record)
    {
        string text = string.Join('\n', record.Kind, record.UserPrincipalName, record.UserId, record.AppId, record.ServicePrincipalId, record.DisplayName, record.ResourceId, record.KeyId, record.Thumbprint, record.Hint).ToUpperInvariant();
        return $"{record.Reference}#{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 4)}";
    }
}
