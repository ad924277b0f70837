namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>The columns of an exposure list, CSV and JSON alike.</summary>
public static class ExposureColumns
{
    /// <summary>Every column, in the template's order.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        nameof(ExposureRecord.Reference), nameof(ExposureRecord.Kind), nameof(ExposureRecord.UserPrincipalName), nameof(ExposureRecord.UserId),
        nameof(ExposureRecord.AppId), nameof(ExposureRecord.ServicePrincipalId), nameof(ExposureRecord.DisplayName), nameof(ExposureRecord.ResourceId),
        nameof(ExposureRecord.KeyId), nameof(ExposureRecord.Thumbprint), nameof(ExposureRecord.Hint), nameof(ExposureRecord.ExposedOn),
        nameof(ExposureRecord.LearnedOn), nameof(ExposureRecord.Source), nameof(ExposureRecord.Note), nameof(ExposureRecord.Owner), nameof(ExposureRecord.PlannedOn),
    ];

    /// <summary>Columns that a list must have.</summary>
    public static readonly IReadOnlyList<string> Required = [nameof(ExposureRecord.Reference), nameof(ExposureRecord.Kind)];

    /// <summary>Names of columns that would hold a credential's value: a list with one of them is refused whole.</summary>
    private static readonly HashSet<string> SecretColumns = new(StringComparer.OrdinalIgnoreCase)
    {
        "Value", "SecretValue", "SecretText", "Secret", "ClientSecret", "Password", "Token", "AccessToken", "RefreshToken", "Key", "KeyValue", "ApiKey", "ConnectionString", "PrivateKey", "Credential", "Pwd",
    };

    /// <summary>Why a column must not be there: by its name it would hold a credential's value. Null for another.</summary>
    public static string? RefuseSecret(string column) => SecretColumns.TryGetValue(column, out string? known) ? $"it has a column '{known}': a list must not hold the values of credentials" : null;

    /// <summary>Why a header cannot be read, or null when it can. A list without a header has a row in its place, which may hold a secret: no text of
    /// it is repeated, unless it is plainly the header's.</summary>
    public static string? Refuse(IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header.Count == 1 && header[0].Contains(';', StringComparison.Ordinal))
        {
            return "its columns are separated by semicolons, not commas";
        }

        if (!header.Any(name => All.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return $"it does not begin with a header; the columns are {string.Join(", ", All)}";
        }

        if (header.Select(RefuseSecret).FirstOrDefault(reason => reason is not null) is { } secret)
        {
            return secret;
        }

        if (header.Select((name, index) => (name, index)).FirstOrDefault(c => !All.Contains(c.name, StringComparer.OrdinalIgnoreCase)) is { name: not null } unknown)
        {
            return $"it has an unknown column {(IsPlain(unknown.name) ? $"'{unknown.name}'" : $"in place {unknown.index + 1}")}; the columns are {string.Join(", ", All)}";
        }

        if (header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return $"it has the column '{twice.Key}' twice";
        }

        return Required.FirstOrDefault(name => !header.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing ? $"the column '{missing}' is missing" : null;
    }

    private static bool IsPlain(string name) => name.Length is > 0 and <= 24 && name.All(c => char.IsAsciiLetter(c) || c is ' ' or '_' or '-') && SecretDetector.Find(name) is null;
}
