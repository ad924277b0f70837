using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Core.Reporting;

/// <summary>The records of a case in numbers. The five states add up to the records, and so do closed and outstanding ones.</summary>
public sealed record CaseNumbers
{
    /// <summary>Records.</summary>
    public required int Records { get; init; }
    /// <summary>Proven to be of no more use.</summary>
    public required int Remediated { get; init; }
    /// <summary>Shown to need something still.</summary>
    public required int Open { get; init; }
    /// <summary>Not proven either way.</summary>
    public required int CannotProve { get; init; }
    /// <summary>Of which the tenant has no subject.</summary>
    public required int NotFound { get; init; }
    /// <summary>Not tested yet.</summary>
    public required int NotTested { get; init; }
    /// <summary>Of which nothing is left to do: proven, reset by hand where data cannot show it, or never exposed.</summary>
    public required int Closed { get; init; }
    /// <summary>The others.</summary>
    public int Outstanding => Records - Closed;
    /// <summary>Outstanding ones whose planned date is past.</summary>
    public required int Overdue { get; init; }
    /// <summary>Outstanding ones without an owner.</summary>
    public required int WithoutOwner { get; init; }
    /// <summary>Whose activity was reviewed over all the time since the exposure.</summary>
    public required int Reviewed { get; init; }

    /// <summary>Counts.</summary>
    public static CaseNumbers Of(IReadOnlyCollection<ReportItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int Count(ExposureState? state) => items.Count(i => i.State == state);
        return new CaseNumbers
        {
            Records = items.Count, Remediated = Count(ExposureState.Remediated), Open = Count(ExposureState.Open), CannotProve = Count(ExposureState.CannotProve), NotFound = Count(ExposureState.NotFound), NotTested = Count(null),
            Closed = items.Count(i => i.Closed), Overdue = items.Count(i => i.Overdue), WithoutOwner = items.Count(i => !i.Closed && string.IsNullOrEmpty(i.Owner)), Reviewed = items.Count(i => i.ReviewIsWhole),
        };
    }

    /// <summary>The numbers by name, as a case's history keeps them.</summary>
    public IReadOnlyDictionary<string, int> ToDictionary() => new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [nameof(Records)] = Records, [nameof(Remediated)] = Remediated, [nameof(Open)] = Open, [nameof(CannotProve)] = CannotProve, [nameof(NotFound)] = NotFound, [nameof(NotTested)] = NotTested,
        [nameof(Closed)] = Closed, [nameof(Outstanding)] = Outstanding, [nameof(Overdue)] = Overdue, [nameof(WithoutOwner)] = WithoutOwner, [nameof(Reviewed)] = Reviewed,
    };
}

/// <summary>The numbers of one kind of credential.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Numbers">Its numbers.</param>
public sealed record KindNumbers(ExposureKind Kind, CaseNumbers Numbers);
