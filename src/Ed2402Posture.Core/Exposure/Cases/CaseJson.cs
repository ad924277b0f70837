using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>The case file as it lies on disk.</summary>
public sealed record CaseFile
{
    /// <summary>The format's name: tells a case file from other JSON.</summary>
    public const string FormatName = "ed2402-case";
    /// <summary>The format that this version writes; a reader refuses a newer one.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Always <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }
    /// <summary>The format's number.</summary>
    public required int FormatVersion { get; init; }
    /// <summary>The case's id.</summary>
    public required string CaseId { get; init; }
    /// <summary>Everything that was done, oldest first.</summary>
    public required IReadOnlyList<CaseEvent> History { get; init; }
}

/// <summary>Source-generated serialisation of the case file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CaseFile))]
[JsonSerializable(typeof(CaseEvent))]
internal sealed partial class CaseJson : JsonSerializerContext
{
    /// <summary>One line, the form over which hashes are taken.</summary>
    internal static CaseJson Compact => field ??= new CaseJson(new JsonSerializerOptions(Default.Options!) { WriteIndented = false });
}
