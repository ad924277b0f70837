namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>A row of an exposure list as it was read: text by column, not yet judged. It may hold a secret by mistake, so it is never shown.</summary>
/// <param name="Line">The line on which it begins; the number of the item in JSON and from the pipeline.</param>
/// <param name="Fields">Text by column name.</param>
/// <param name="Error">Why it could not be read, or null.</param>
public sealed record ExposureRow(int Line, IReadOnlyDictionary<string, string> Fields, string? Error = null)
{
    private static readonly Dictionary<string, string> NoFields = [];

    /// <summary>A row that could not be read.</summary>
    public static ExposureRow Unreadable(int line, string error) => new(line, NoFields, error);
}

/// <summary>A row that was refused, and why. It holds nothing of the row but its line and reference.</summary>
/// <param name="Line">The line on which the row begins, from 1; the item's number in JSON.</param>
/// <param name="Reference">The row's reference, where it could be read and is no secret.</param>
/// <param name="Reasons">Why it was refused, joined with <c>; </c>.</param>
public sealed record RefusedRow(int Line, string? Reference, string Reasons);

/// <summary>What came of an exposure list: every row is in one of the two lists.</summary>
/// <param name="Records">The good rows.</param>
/// <param name="Refused">The bad ones.</param>
public sealed record ExposureList(IReadOnlyList<ExposureRecord> Records, IReadOnlyList<RefusedRow> Refused);
