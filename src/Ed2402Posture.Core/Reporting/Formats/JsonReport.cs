using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report as JSON, with the notices before it.</summary>
internal static class JsonReport
{
    public static string Write(StatusReport report) => JsonSerializer.Serialize(new ReportFile(StatusReport.Notices, report), ReportJson.Default.ReportFile) + "\n";
}

/// <summary>The report as it lies on disk.</summary>
internal sealed record ReportFile(IReadOnlyList<string> Notices, StatusReport Report);

/// <summary>Source-generated serialisation of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ReportFile))]
internal sealed partial class ReportJson : JsonSerializerContext;
