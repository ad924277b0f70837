using System.Text;
using System.Text.Json;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>What a token says of itself. It is read for show and for early errors only; the service alone judges it. Graph may issue
/// tokens that cannot be read: <see cref="Read"/> answers null then.</summary>
internal sealed record TokenClaims
{
    public string? TenantId { get; init; }
    public string? ApplicationId { get; init; }
    public string? UserName { get; init; }
    public string? ObjectId { get; init; }
    public string? Audience { get; init; }
    public IReadOnlyList<string> Permissions { get; init; } = [];
    public bool IsApplication { get; init; }
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The claims of a JSON web token, or null when the token is something else.</summary>
    public static TokenClaims? Read(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }

        try
        {
            using JsonDocument payload = JsonDocument.Parse(Decode(parts[1]));
            JsonElement claims = payload.RootElement;
            string[] roles = Texts(claims, "roles");
            string[] scopes = Text(claims, "scp")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return new TokenClaims
            {
                TenantId = Text(claims, "tid"),
                ApplicationId = Text(claims, "appid") ?? Text(claims, "azp"),
                UserName = Text(claims, "upn") ?? Text(claims, "preferred_username") ?? Text(claims, "unique_name"),
                ObjectId = Text(claims, "oid"),
                Audience = Text(claims, "aud"),
                Permissions = [.. scopes.Concat(roles).Distinct(StringComparer.OrdinalIgnoreCase)],
                IsApplication = Text(claims, "idtyp") is { } kind ? kind == "app" : scopes.Length == 0,
                Expires = claims.TryGetProperty("exp", out JsonElement exp) && exp.TryGetInt64(out long seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            };
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string Decode(string part)
    {
        string text = part.Replace('-', '+').Replace('_', '/');
        return Encoding.UTF8.GetString(Convert.FromBase64String(text.PadRight(text.Length + ((4 - (text.Length % 4)) % 4), '=')));
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Texts(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];
}
