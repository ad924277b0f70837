using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Outputs;

/// <summary>A case in numbers.</summary>
public sealed class CaseInfo
{
    internal CaseInfo(ExposureCase exposureCase, string path)
    {
        Path = path;
        Id = exposureCase.Id;
        Title = exposureCase.Details.Title;
        Contact = exposureCase.Details.Contact;
        AgencyId = exposureCase.Details.AgencyId;
        OpenedAt = exposureCase.OpenedAt;
        Since = exposureCase.Since;
        Records = exposureCase.Records.Count;
        Open = Count(exposureCase, ExposureState.Open);
        Remediated = Count(exposureCase, ExposureState.Remediated);
        CannotProve = Count(exposureCase, ExposureState.CannotProve);
        NotFound = Count(exposureCase, ExposureState.NotFound);
        NotTested = Records - exposureCase.Results.Count;
        LastTest = exposureCase.LastTest?.At;
        Closed = exposureCase.Items.Count(i => i.IsClosed);
        Entries = exposureCase.History.Count;
        Head = exposureCase.Head;
    }

    /// <summary>Full path of the case file.</summary>
    public string Path { get; }
    /// <summary>The case's id.</summary>
    public string Id { get; }
    /// <summary>Title.</summary>
    public string Title { get; }
    /// <summary>Whom to ask.</summary>
    public string? Contact { get; }
    /// <summary>The organisation's own identifier.</summary>
    public string? AgencyId { get; }
    /// <summary>When it was opened (UTC).</summary>
    public DateTimeOffset OpenedAt { get; }
    /// <summary>The earliest exposure (UTC); null without records.</summary>
    public DateTimeOffset? Since { get; }
    /// <summary>Number of records.</summary>
    public int Records { get; }
    /// <summary>Records of which something is still to be done.</summary>
    public int Open { get; }
    /// <summary>Records proven to be of no more use.</summary>
    public int Remediated { get; }
    /// <summary>Records that the data does not prove either way.</summary>
    public int CannotProve { get; }
    /// <summary>Records whose subject the tenant does not have.</summary>
    public int NotFound { get; }
    /// <summary>Records that were not tested yet.</summary>
    public int NotTested { get; }
    /// <summary>Records of which nothing is left to do.</summary>
    public int Closed { get; }
    /// <summary>When the records were last tested (UTC).</summary>
    public DateTimeOffset? LastTest { get; }
    /// <summary>Entries of the history.</summary>
    public int Entries { get; }
    /// <summary>Hash of the newest entry. Note it elsewhere: a history that was cut or written anew does not have it any more.</summary>
    public string Head { get; }

    /// <inheritdoc/>
    public override string ToString() => Title;

    private static int Count(ExposureCase exposureCase, ExposureState state) => exposureCase.Results.Values.Count(r => r.State == state);
}
