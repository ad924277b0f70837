using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>A case: the exposed credentials and everything that was done about them. Its state is what its history adds up to. Immutable:
/// each act gives the case that follows from it.</summary>
public sealed class ExposureCase
{
    private readonly IReadOnlyList<CaseEvent> history;

    private ExposureCase(string id, IReadOnlyList<CaseEvent> history)
    {
        Id = id;
        this.history = history;
        var records = new Dictionary<string, ExposureRecord>(StringComparer.Ordinal);
        var results = new Dictionary<string, CaseResult>(StringComparer.Ordinal);
        var notes = new Dictionary<string, CaseNote>(StringComparer.OrdinalIgnoreCase);
        var decided = new Dictionary<string, CaseEvent>(StringComparer.OrdinalIgnoreCase);
        var reviews = new Dictionary<string, (DateTimeOffset At, ReviewedRecord Review)>(StringComparer.Ordinal);
        var explained = new Dictionary<string, CaseEvent>(StringComparer.OrdinalIgnoreCase);
        foreach (CaseEvent entry in history)
        {
            Details = entry.Details ?? Details;
            if (entry.Record is { } record)
            {
                records[record.Id] = record;
            }

            foreach (CaseResult result in entry.Test?.Results ?? [])
            {
                results[result.RecordId] = result;
            }

            if (entry.Item is { } note)
            {
                notes[note.Key] = notes.TryGetValue(note.Key, out CaseNote? earlier) ? earlier.Then(note) : note;
                decided[note.Key] = note.Decision is null ? decided.GetValueOrDefault(note.Key) ?? entry : entry;
            }

            foreach (ReviewedRecord reviewed in entry.Review?.Records ?? [])
            {
                reviews[reviewed.RecordId] = (entry.At, reviewed);
            }

            if (entry.Explanation is { } explanation)
            {
                explained[explanation.AuditId] = entry;
            }
        }

        Records = [.. records.Values];
        Results = results;
        Notes = notes;
        Explanations = explained;
        Reviews = reviews;
        Items = [.. records.Values.Select(r => new CaseItem(r, results.GetValueOrDefault(r.Id), notes.GetValueOrDefault(r.Id), notes.GetValueOrDefault(r.Id)?.Decision is null ? null : decided[r.Id]))];
    }

    /// <summary>The case's id.</summary>
    public string Id { get; }
    /// <summary>Title and contact.</summary>
    public CaseDetails Details { get; } = new() { Title = "" };
    /// <summary>The records, in the order in which they were added.</summary>
    public IReadOnlyList<ExposureRecord> Records { get; }
    /// <summary>The latest result of each record that was tested.</summary>
    public IReadOnlyDictionary<string, CaseResult> Results { get; }
    /// <summary>The records as they stand, with owners, planned dates and decisions.</summary>
    public IReadOnlyList<CaseItem> Items { get; }
    /// <summary>What people wrote down last, by record id or application id.</summary>
    public IReadOnlyDictionary<string, CaseNote> Notes { get; }
    /// <summary>The entries that explain changes, by the id of the change in the log.</summary>
    public IReadOnlyDictionary<string, CaseEvent> Explanations { get; }
    /// <summary>The latest review of each record's activity, and when it was made (UTC).</summary>
    public IReadOnlyDictionary<string, (DateTimeOffset At, ReviewedRecord Review)> Reviews { get; }
    /// <summary>The status reports, oldest first.</summary>
    public IReadOnlyList<CaseEvent> Reports => [.. history.Where(e => e.Kind == CaseEventKind.Reported)];
    /// <summary>Everything that was done, oldest first.</summary>
    public IReadOnlyList<CaseEvent> History => history;
    /// <summary>When it was opened (UTC).</summary>
    public DateTimeOffset OpenedAt => history[0].At;
    /// <summary>The hash of the newest entry. Who notes it elsewhere, as in a report, can tell later whether the history was cut or written anew.</summary>
    public string Head => history.Count == 0 ? "" : history[^1].Hash;
    /// <summary>The last test, or null.</summary>
    public CaseEvent? LastTest => history.LastOrDefault(e => e.Kind == CaseEventKind.Tested);
    /// <summary>The earliest moment of which activity is suspect, over all records; null without records.</summary>
    public DateTimeOffset? Since => Records.Count == 0 ? null : Records.Min(r => r.Since);

    /// <summary>Opens a case.</summary>
    /// <exception cref="ExposureException">A text seems to hold a secret.</exception>
    public static ExposureCase Open(CaseDetails details, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(details);
        CaseText.Guard(("Title", details.Title), ("Contact", details.Contact), ("AgencyId", details.AgencyId));
        string id = Guid.NewGuid().ToString();
        return new ExposureCase(id, []).With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.Opened, Details = details });
    }

    /// <summary>Adds records, or replaces those of the same id that differ. Equal ones leave no trace.</summary>
    public ExposureCase WithRecords(IEnumerable<ExposureRecord> records, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(records);
        ExposureCase result = this;
        var known = Records.ToDictionary(r => r.Id, StringComparer.Ordinal);
        var added = new List<CaseEvent>();
        foreach (ExposureRecord record in records)
        {
            bool exists = known.TryGetValue(record.Id, out ExposureRecord? old);
            if (old != record)
            {
                added.Add(new CaseEvent { Number = 0, At = at, By = by, Kind = exists ? CaseEventKind.RecordChanged : CaseEventKind.RecordAdded, Record = record });
                known[record.Id] = record;
            }
        }

        return added.Count == 0 ? result : result.With([.. added]);
    }

    /// <summary>Adds a test: of its results only those that are new or differ in state, reason, subject or date.</summary>
    public ExposureCase WithTest(string tenantId, DateTimeOffset collectedAt, IReadOnlyList<CaseResult> results, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(results);
        CaseResult[] changed = [.. results.Where(r => !Results.TryGetValue(r.RecordId, out CaseResult? old) || old with { Evidence = r.Evidence } != r)];
        var test = new CaseTest { TenantId = tenantId, CollectedAt = collectedAt, Results = changed, Unchanged = results.Count - changed.Length };
        return With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.Tested, Test = test });
    }

    /// <summary>Adds what a person wrote down about a record of the case, or about an application.</summary>
    /// <exception cref="ExposureException">The case has no such record, or a text seems to hold a secret.</exception>
    public ExposureCase WithNote(CaseNote note, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentException.ThrowIfNullOrEmpty(note.Key);
        CaseText.Guard(("Owner", note.Owner), ("Note", note.Note));
        return note.RecordId is null || Records.Any(r => r.Id == note.RecordId)
            ? With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.ItemChanged, Item = note })
            : throw new ExposureException($"The case has no record '{note.RecordId}'.", "CaseRecordNotFound", "Get-Ed2402Case -Item lists the records.");
    }

    /// <summary>Adds the explanation of a change.</summary>
    /// <exception cref="ExposureException">A text seems to hold a secret.</exception>
    public ExposureCase WithExplanation(CaseExplanation explanation, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        CaseText.Guard(("AuditId", explanation.AuditId), ("Reason", explanation.Reason));
        return With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.ChangeExplained, Explanation = explanation });
    }

    /// <summary>Adds a review of activity.</summary>
    public ExposureCase WithReview(CaseReview review, DateTimeOffset at, string by) => With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.Reviewed, Review = review });

    /// <summary>Adds a status report's numbers.</summary>
    public ExposureCase WithReport(CaseReport report, DateTimeOffset at, string by) => With(new CaseEvent { Number = 0, At = at, By = by, Kind = CaseEventKind.Reported, Report = report });

    /// <summary>The case as it was after its first <paramref name="entries"/> entries.</summary>
    public ExposureCase AsOf(int entries) => new(Id, [.. history.Take(entries)]);

    /// <summary>Adds an entry; its number and hash are set here.</summary>
    public ExposureCase With(params IReadOnlyList<CaseEvent> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var all = new List<CaseEvent>(history);
        foreach (CaseEvent entry in entries)
        {
            CaseEvent numbered = entry with { Number = all.Count + 1, At = entry.At.ToUniversalTime(), Hash = "" };
            all.Add(numbered with { Hash = HashOf(numbered, all.Count == 0 ? Id : all[^1].Hash) });
        }

        return new ExposureCase(Id, all);
    }

    /// <summary>The case as it lies on disk.</summary>
    public CaseFile ToFile() => new() { Format = CaseFile.FormatName, FormatVersion = CaseFile.CurrentFormat, CaseId = Id, History = history };

    /// <summary>The case of a file, its history checked entry by entry.</summary>
    /// <exception cref="ExposureException">An entry was changed, removed or added by other means.</exception>
    public static ExposureCase FromFile(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string previous = file.CaseId;
        for (int i = 0; i < file.History.Count; i++)
        {
            CaseEvent entry = file.History[i];
            if (entry.Number != i + 1 || entry.Hash != HashOf(entry with { Hash = "" }, previous))
            {
                throw new ExposureException($"The case's history was changed: entry {i + 1} does not match its hash.", "CaseDamaged", "Take the file from a backup; a case is changed by the cmdlets alone.");
            }

            previous = entry.Hash;
        }

        return file.History.Count > 0 && file.History[0] is { Kind: CaseEventKind.Opened, Details: not null }
            ? new ExposureCase(file.CaseId, file.History)
            : throw new ExposureException("The case's history does not begin with its opening.", "CaseDamaged", "Take the file from a backup.");
    }

    private static string HashOf(CaseEvent entry, string previous) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(previous + '\n' + JsonSerializer.Serialize(entry, CaseJson.Compact.CaseEvent))));
}
