using System.Globalization;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>One fact that carries a verdict: a property, its value, and when it was read. An auditor can look it up.</summary>
/// <param name="Property">The property with its object, as <c>application.passwordCredentials[…].endDateTime</c>.</param>
/// <param name="Value">Its value; <c>null</c> when it had none.</param>
/// <param name="ReadAt">When it was read (UTC).</param>
public sealed record EvidenceItem(string Property, string Value, DateTimeOffset ReadAt)
{
    /// <summary><c>property = value (read time)</c>.</summary>
    public override string ToString() => $"{Property} = {Value} (read {Time(ReadAt)})";

    /// <summary>A time as evidence and reasons write it: UTC, to the second.</summary>
    internal static string Time(DateTimeOffset? time) => time is { } t ? t.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "null";
}
