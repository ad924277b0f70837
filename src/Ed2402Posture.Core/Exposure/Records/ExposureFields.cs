using System.Text.RegularExpressions;

namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>The fields of one row while it is judged; gathers the reasons for refusing it. No reason repeats a field's text.</summary>
internal sealed partial class ExposureFields(ExposureRow row)
{
    private const int MaximumLength = 1024;
    private const int HintLength = 3;
    private static readonly HashSet<string> FreeText = new(StringComparer.OrdinalIgnoreCase) { nameof(ExposureRecord.DisplayName), nameof(ExposureRecord.Source), nameof(ExposureRecord.Note), nameof(ExposureRecord.Owner) };
    private readonly List<string> reasons = [];

    public bool IsRefused => reasons.Count > 0;
    public string Reasons => string.Join("; ", reasons);
    public bool HasDate => Text(nameof(ExposureRecord.ExposedOn)) is not null || Text(nameof(ExposureRecord.LearnedOn)) is not null;

    /// <summary>The reference, when it may be shown.</summary>
    public string? SafeReference => Text(nameof(ExposureRecord.Reference)) is { } text && SecretDetector.Find(text) is null ? text : null;

    public void Refuse(string reason) => reasons.Add(reason);

    public string? Text(string column) => row.Fields.TryGetValue(column, out string? text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    public string Required(string column)
    {
        string? text = Text(column);
        if (text is null)
        {
            Refuse($"{column} is empty");
        }

        return text ?? "";
    }

    public void RefuseSecrets()
    {
        foreach ((string column, string text) in row.Fields)
        {
            if (text.Length > MaximumLength)
            {
                Refuse($"{column} has more than {MaximumLength} characters");
            }
            else if (text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            {
                Refuse($"{column} has control characters");
            }

            if (FreeText.Contains(column) && Hexadecimal().IsMatch(text))
            {
                Refuse($"{column} holds a long hexadecimal text, which may be a key; a thumbprint belongs in {nameof(ExposureRecord.Thumbprint)}");
            }

            if (SecretDetector.Find(text) is { } what)
            {
                Refuse($"{column} seems to hold {what}; describe the credential, never give its value");
            }
        }
    }

    public ExposureKind? Kind()
    {
        string text = Required(nameof(ExposureRecord.Kind));
        if (Enum.GetNames<ExposureKind>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Enum.Parse<ExposureKind>(known);
        }

        if (text.Length > 0)
        {
            Refuse($"Kind is none of {string.Join(", ", Enum.GetNames<ExposureKind>())}");
        }

        return null;
    }

    public (DateTimeOffset Value, bool DayOnly)? Date(string column, DateTimeOffset? notAfter)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        (DateTimeOffset Value, bool DayOnly)? date = ExposureDate.Parse(text, out string? error);
        if (date is null)
        {
            Refuse($"{column} {error}");
        }
        else if (date.Value.Value > notAfter)
        {
            Refuse($"{column} lies in the future");
        }

        return date;
    }

    public string? Guid(string column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        if (System.Guid.TryParse(text, out System.Guid id) && id != System.Guid.Empty)
        {
            return id.ToString();
        }

        Refuse($"{column} is not a GUID");
        return null;
    }

    public string? UserPrincipalName()
    {
        string? text = Text(nameof(ExposureRecord.UserPrincipalName));
        if (text is null || Upn().IsMatch(text))
        {
            return text;
        }

        Refuse("UserPrincipalName is not of the form name@domain");
        return null;
    }

    public string? ResourceId()
    {
        string? text = Text(nameof(ExposureRecord.ResourceId));
        if (text is null || ArmId().IsMatch(text))
        {
            return text;
        }

        Refuse("ResourceId is not an ARM id (/subscriptions/…/providers/…)");
        return null;
    }

    public string? Thumbprint()
    {
        if (Text(nameof(ExposureRecord.Thumbprint)) is not { } text)
        {
            return null;
        }

        string hex = text.Replace(" ", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);
        if (hex.Length is 40 or 64 && hex.All(char.IsAsciiHexDigit))
        {
            return hex.ToUpperInvariant();
        }

        Refuse("Thumbprint is not 40 (SHA-1) or 64 (SHA-256) hexadecimal digits");
        return null;
    }

    public string? Hint()
    {
        // Read untrimmed: a secret may begin with a blank, and more than three characters are a part of the secret itself.
        string? text = row.Fields.GetValueOrDefault(nameof(ExposureRecord.Hint));
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > HintLength)
        {
            Refuse($"Hint has more than the first {HintLength} characters of the secret");
            return null;
        }

        return text;
    }

    public void RefuseSubject(ExposureRecord record)
    {
        bool app = record.AppId is not null || record.ServicePrincipalId is not null || record.DisplayName is not null;
        bool key = record.KeyId is not null || record.Thumbprint is not null || record.Hint is not null;
        switch (record.Kind)
        {
            case ExposureKind.Password when !record.NamesUser:
                Refuse("a Password needs UserPrincipalName or UserId");
                break;
            case ExposureKind.Secret or ExposureKind.Certificate when !app:
                Refuse($"a {record.Kind} needs AppId, ServicePrincipalId or DisplayName");
                break;
            case ExposureKind.Token when !app && !record.NamesUser:
                Refuse("a Token needs a user or an application");
                break;
            case ExposureKind.ApiKey or ExposureKind.ConnectionString or ExposureKind.Other when !app && !record.NamesUser && record.ResourceId is null:
                Refuse($"a {record.Kind} needs a subject: a user, an application, a ResourceId, or a DisplayName that describes it");
                break;
        }

        if (record.NamesUser && (record.AppId ?? record.ServicePrincipalId) is not null && record.Kind != ExposureKind.Token)
        {
            Refuse("it names both a user and an application; give each its own row");
        }

        if (record.ResourceId is not null && record.Kind is not (ExposureKind.ApiKey or ExposureKind.ConnectionString or ExposureKind.Other))
        {
            Refuse($"a {record.Kind} has no ResourceId");
        }

        if (key && record.Kind is not (ExposureKind.Secret or ExposureKind.Certificate))
        {
            Refuse("KeyId, Thumbprint and Hint belong to a Secret or Certificate");
        }

        if ((record.Thumbprint is not null && record.Kind == ExposureKind.Secret) || (record.Hint is not null && record.Kind == ExposureKind.Certificate))
        {
            Refuse(record.Kind == ExposureKind.Secret ? "a Secret has no Thumbprint" : "a Certificate has no Hint");
        }
    }

    [GeneratedRegex(@"\b([0-9a-f]{40}|[0-9a-f]{64})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hexadecimal();
    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Upn();
    [GeneratedRegex(@"^/subscriptions/[0-9a-f-]{36}(/resourceGroups/[^/]+)?/providers/[^/]+(/[^/]+){2,}$", RegexOptions.IgnoreCase)]
    private static partial Regex ArmId();
}
