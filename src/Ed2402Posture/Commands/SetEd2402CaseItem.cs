using System.Management.Automation;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Writes into a case who remediates a record until when, what was decided about it or about an application, and why.</summary>
[Cmdlet(VerbsCommon.Set, "Ed2402CaseItem", SupportsShouldProcess = true, DefaultParameterSetName = RecordSet)]
[OutputType(typeof(CaseItem))]
public sealed class SetEd2402CaseItem : CaseCmdlet
{
    private const string RecordSet = "Record";
    private const string ReferenceSet = "Reference";
    private const string ApplicationSet = "Application";
    private readonly List<string> recordIds = [];
    private CaseDecision? decided;
    private MaliciousActivity? malicious;
    private DateTimeOffset? planned;
    private DateTimeOffset? reset;

    /// <summary>Ids of records, as Get-Ed2402Case and Test-Ed2402Exposure give them.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RecordSet)]
    [ValidateNotNullOrEmpty]
    public string[] RecordId { get; set; } = [];

    /// <summary>References of records; every record of a reference is meant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ReferenceSet)]
    [ValidateNotNullOrEmpty]
    public string[] Reference { get; set; } = [];

    /// <summary>Application (client) ids, for decisions about applications that are no record.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ApplicationSet)]
    [ValidateNotNullOrEmpty]
    public Guid[] AppId { get; set; } = [];

    /// <summary>Who is to remediate it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Owner { get; set; }

    /// <summary>Until when that is planned.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PlannedOn { get; set; }

    /// <summary>What was decided; Undecided takes a decision back.</summary>
    [Parameter]
    public CaseDecision Decision { get; set; }

    /// <summary>Whether the review of its activity found anything malicious.</summary>
    [Parameter(ParameterSetName = RecordSet)]
    [Parameter(ParameterSetName = ReferenceSet)]
    public MaliciousActivity MaliciousActivity { get; set; }

    /// <summary>When it was reset by hand.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResetOn { get; set; }

    /// <summary>Why, or how it was shown.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Note { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        decided = MyInvocation.BoundParameters.ContainsKey(nameof(Decision)) ? Decision : null;
        malicious = MyInvocation.BoundParameters.ContainsKey(nameof(MaliciousActivity)) ? MaliciousActivity : null;
        if ((Owner, PlannedOn, decided, ResetOn, Note, malicious) is (null, null, null, null, null, null))
        {
            throw new ExposureException("Nothing is given to be written down.", "CaseItemEmpty", "Give one of -Owner, -PlannedOn, -Decision, -MaliciousActivity, -ResetOn, -Note.");
        }

        if (ResetOn is not null && decided is not CaseDecision.ResetByHand)
        {
            throw new ExposureException("ResetOn belongs to a reset by hand.", "CaseItemResetOn", "Add -Decision ResetByHand.");
        }

        (planned, reset) = (Date(PlannedOn, nameof(PlannedOn)), Date(ResetOn, nameof(ResetOn)));
        if (reset > DateTimeOffset.UtcNow)
        {
            throw new ExposureException("ResetOn lies in the future.", "CaseItemResetOn", "Use -PlannedOn for what is yet to be done.");
        }
    }

    /// <inheritdoc/>
    protected override void Accept() => recordIds.AddRange(RecordId);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        ExposureCase stored = CaseStore.Load(FullCasePath);
        CaseNote note = new() { Owner = Owner, PlannedOn = planned, Decision = decided, ResetOn = reset, Malicious = malicious, Note = Note };
        IReadOnlyList<CaseNote> notes = await NotesAsync(stored, note).ConfigureAwait(false);
        if (notes.Count == 0 || !await ShouldProcessAsync(FullCasePath, $"Write about {notes.Count} items").ConfigureAwait(false))
        {
            return;
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        ExposureCase grown = await CaseStore.ChangeAsync(FullCasePath, c => notes.Aggregate(c, (state, n) => state.WithNote(n, now, By)), cancellationToken).ConfigureAwait(false);
        foreach (CaseItem item in grown.Items.Where(i => notes.Any(n => n.RecordId == i.RecordId)))
        {
            await WriteObjectAsync(item).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<CaseNote>> NotesAsync(ExposureCase stored, CaseNote note)
    {
        if (ParameterSetName == ApplicationSet)
        {
            return [.. AppId.Distinct().Select(id => note with { AppId = id.ToString() })];
        }

        bool byReference = ParameterSetName == ReferenceSet;
        var notes = new List<CaseNote>();
        foreach (string name in byReference ? Reference : (IEnumerable<string>)recordIds)
        {
            ExposureRecord[] found = [.. stored.Records.Where(r => string.Equals(byReference ? r.Reference : r.Id, name, StringComparison.OrdinalIgnoreCase))];
            notes.AddRange(found.Select(r => note with { RecordId = r.Id }));
            if (found.Length == 0)
            {
                await WriteErrorAsync(ErrorRecords.CaseRecordNotFound(name, byReference ? nameof(Reference) : nameof(RecordId))).ConfigureAwait(false);
            }
        }

        return [.. notes.DistinctBy(n => n.RecordId)];
    }

    private static DateTimeOffset? Date(string? text, string parameter) => text is null ? null
        : ExposureDate.Parse(text, out string? error)?.Value ?? throw new ExposureException($"{parameter} {error}.", "CaseItemDate", "Give a day as 2026-11-15, or a time with its offset.");
}
