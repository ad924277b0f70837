using System.Management.Automation;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Errors;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Commands;

/// <summary>Reads a list of exposed credentials, refuses what is wrong or holds a secret's value, and keeps the rest in a case.</summary>
[Cmdlet(VerbsData.Import, "Ed2402Exposure", SupportsShouldProcess = true, DefaultParameterSetName = FileSet)]
[OutputType(typeof(ExposureRecord))]
public sealed class ImportEd2402Exposure : Ed2402Cmdlet
{
    private const string FileSet = "File";
    private const string RowSet = "Row";
    private readonly List<ExposureRow> rows = [];
    private string? listPath;
    private string? fullCasePath;
    private string actor = "";

    /// <summary>The list: a CSV or JSON file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Objects with the columns as properties. One that has a property for a credential's value is refused.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = RowSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>The user's own reference, as the id of an e-mail.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    [AllowEmptyString]
    public string Reference { get; set; } = "";

    /// <summary>What was exposed.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    [AllowEmptyString]
    public string Kind { get; set; } = "";

    /// <summary>User principal name of the account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? UserPrincipalName { get; set; }

    /// <summary>Object id of the account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? UserId { get; set; }

    /// <summary>Application (client) id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? AppId { get; set; }

    /// <summary>Object id of the service principal.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? ServicePrincipalId { get; set; }

    /// <summary>Display name of the application; a description for what lies outside the tenant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? DisplayName { get; set; }

    /// <summary>ARM id of the Azure resource whose key or connection string it is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? ResourceId { get; set; }

    /// <summary>Key id of the credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? KeyId { get; set; }

    /// <summary>Thumbprint of the certificate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? Thumbprint { get; set; }

    /// <summary>The first three characters of the client secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? Hint { get; set; }

    /// <summary>When it was exposed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? ExposedOn { get; set; }

    /// <summary>When the organisation learned of it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? LearnedOn { get; set; }

    /// <summary>How it was learned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? Source { get; set; }

    /// <summary>Free text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? Note { get; set; }

    /// <summary>Who is to remediate it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? Owner { get; set; }

    /// <summary>Until when that is planned.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = RowSet)]
    public string? PlannedOn { get; set; }

    /// <summary>The case that keeps the records.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CasePath { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => ParameterSetName == FileSet ? Path : CasePath;

    /// <inheritdoc/>
    protected override void Begin()
    {
        actor = Actor.Name(Session.Current);
        listPath = ParameterSetName == FileSet ? ResolvePath(Path, nameof(Path)) : null;
        fullCasePath = CasePath is null ? null : ResolveExistingFile(CasePath, nameof(CasePath));
    }

    /// <inheritdoc/>
    protected override void Accept()
    {
        if (ParameterSetName == RowSet)
        {
            (string Name, string? Text)[] fields =
            [
                (nameof(Reference), Reference), (nameof(Kind), Kind), (nameof(UserPrincipalName), UserPrincipalName), (nameof(UserId), UserId), (nameof(AppId), AppId),
                (nameof(ServicePrincipalId), ServicePrincipalId), (nameof(DisplayName), DisplayName), (nameof(ResourceId), ResourceId), (nameof(KeyId), KeyId), (nameof(Thumbprint), Thumbprint),
                (nameof(Hint), Hint), (nameof(ExposedOn), ExposedOn), (nameof(LearnedOn), LearnedOn), (nameof(Source), Source), (nameof(Note), Note), (nameof(Owner), Owner), (nameof(PlannedOn), PlannedOn),
            ];
            if (RefusedProperty() is { } reason)
            {
                rows.Add(ExposureRow.Unreadable(rows.Count + 1, reason));
                return;
            }

            rows.Add(new ExposureRow(rows.Count + 1, fields.Where(f => f.Text is not null).ToDictionary(f => f.Name, f => f.Text!, StringComparer.OrdinalIgnoreCase)));
        }
    }

    private string? RefusedProperty() => InputObject?.Properties.Where(p => p.MemberType is PSMemberTypes.NoteProperty or PSMemberTypes.Property && p.Value is not (null or "")).Select(p => ExposureColumns.RefuseSecret(p.Name)).FirstOrDefault(r => r is not null);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        if (fullCasePath is not null)
        {
            _ = CaseStore.Load(fullCasePath);
        }

        ExposureList list = listPath is null ? ExposureRowParser.Parse(rows, now) : ExposureListReader.Read(listPath, now);
        foreach (RefusedRow refused in list.Refused)
        {
            await WriteErrorAsync(ErrorRecords.ExposureRowRefused(refused, listPath)).ConfigureAwait(false);
        }

        if (fullCasePath is not null && list.Records.Count > 0)
        {
            if (!await ShouldProcessAsync(fullCasePath, $"Keep {list.Records.Count} records").ConfigureAwait(false))
            {
                return;
            }

            int before = 0;
            ExposureCase grown = await CaseStore.ChangeAsync(
                fullCasePath,
                stored =>
                {
                    before = stored.History.Count;
                    return stored.WithRecords(list.Records, now, actor);
                },
                cancellationToken).ConfigureAwait(false);
            await WriteVerboseAsync($"{grown.History.Count - before} records are new or changed; the case has {grown.Records.Count}.").ConfigureAwait(false);
        }

        foreach (ExposureRecord record in list.Records)
        {
            await WriteObjectAsync(record).ConfigureAwait(false);
        }
    }
}
