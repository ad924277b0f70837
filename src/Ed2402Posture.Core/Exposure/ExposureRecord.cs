using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Exposure;

/// <summary>One credential known or suspected to be exposed: what it is, whose it is, since when. It never holds the credential's value.</summary>
public sealed record ExposureRecord
{
    /// <summary>A stable id made of the reference, kind, subject and key: the same row imported again has the same id.</summary>
    public required string Id { get; init; }
    /// <summary>The user's own reference, as the id of the e-mail that held the credential.</summary>
    public required string Reference { get; init; }
    /// <summary>What was exposed.</summary>
    public required ExposureKind Kind { get; init; }
    /// <summary>User principal name of the account.</summary>
    public string? UserPrincipalName { get; init; }
    /// <summary>Object id of the account.</summary>
    public string? UserId { get; init; }
    /// <summary>Application (client) id.</summary>
    public string? AppId { get; init; }
    /// <summary>Object id of the service principal.</summary>
    public string? ServicePrincipalId { get; init; }
    /// <summary>Display name of the application; a description for what lies outside the tenant.</summary>
    public string? DisplayName { get; init; }
    /// <summary>ARM id of the Azure resource whose key or connection string it is.</summary>
    public string? ResourceId { get; init; }
    /// <summary>Key id of the credential, as Graph shows it.</summary>
    public string? KeyId { get; init; }
    /// <summary>Thumbprint of the certificate, hexadecimal in capitals.</summary>
    public string? Thumbprint { get; init; }
    /// <summary>The first three characters of the client secret, as Graph keeps them.</summary>
    public string? Hint { get; init; }
    /// <summary>When it was exposed (UTC); the beginning of the day when only a day is known.</summary>
    public DateTimeOffset? ExposedOn { get; init; }
    /// <summary>When the organisation learned of it (UTC).</summary>
    public DateTimeOffset? LearnedOn { get; init; }
    /// <summary>Whether <see cref="Since"/> is known to the day only.</summary>
    public bool DayOnly { get; init; }
    /// <summary>How it was learned, as metadata from Microsoft or own analysis.</summary>
    public string? Source { get; init; }
    /// <summary>Free text.</summary>
    public string? Note { get; init; }
    /// <summary>Who is to remediate it.</summary>
    public string? Owner { get; init; }
    /// <summary>Until when that is planned (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; init; }

    /// <summary>From when on activity is suspect: the exposure, or the day it was learned of when that is all that is known.</summary>
    [JsonIgnore]
    public DateTimeOffset Since => ExposedOn ?? LearnedOn ?? DateTimeOffset.MinValue;
    /// <summary>A reset counts from here on: <see cref="Since"/>, or the end of that day (UTC) when only the day is known.</summary>
    [JsonIgnore]
    public DateTimeOffset ResetAfter => DayOnly ? Since.AddDays(1) : Since;
    /// <summary>Whether a user is named.</summary>
    [JsonIgnore]
    public bool NamesUser => UserPrincipalName is not null || UserId is not null;
    /// <summary>Whether an application is named.</summary>
    [JsonIgnore]
    public bool NamesApplication => AppId is not null || ServicePrincipalId is not null || (DisplayName is not null && !NamesUser && ResourceId is null);
    /// <summary>The subject as the record names it.</summary>
    [JsonIgnore]
    public string Subject => UserPrincipalName ?? UserId ?? ResourceId ?? DisplayName ?? AppId ?? ServicePrincipalId ?? Reference;

    /// <summary>Reference, kind and subject in one line.</summary>
    public override string ToString() => $"{Reference}: {Kind} of {Subject}";
}
