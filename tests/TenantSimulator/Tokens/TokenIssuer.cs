using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Tokens;

/// <summary>What is wrong with a bearer token.</summary>
internal enum TokenFault
{
    None,
    Missing,
    Malformed,
    WrongAudience,
    Expired,
}

/// <summary>Makes and checks access tokens: JWTs with the claims of an application's token and a signature of this simulator's own.</summary>
internal sealed class TokenIssuer(SimulatorOptions options, Func<SimulatedService, Uri> endpoint)
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Every Graph permission that a dataset names, the least-privileged ones.</summary>
    public static IReadOnlyList<string> AllPermissions { get; } =
        [.. Datasets.All.Where(d => d.Service is DatasetService.Graph or DatasetService.GraphBeta).SelectMany(d => d.Permissions).Distinct().Order(StringComparer.Ordinal)];

    public string Issue(SimulatedService service, TimeSpan? lifetime = null)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset end = now + (lifetime ?? options.TokenLifetime);
        var claims = new Dictionary<string, object>
        {
            ["aud"] = Audience(service), ["iss"] = $"https://sts.windows.net/{options.Snapshot.Info.TenantId}/", ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = end.ToUnixTimeSeconds(),
            ["appid"] = options.ClientId, ["app_displayname"] = "Posture scanner", ["appidacr"] = "1", ["idtyp"] = "app", ["oid"] = options.ClientObjectId, ["sub"] = options.ClientObjectId, ["tid"] = options.Snapshot.Info.TenantId,
            ["uti"] = Guid.NewGuid().ToString("N"), ["ver"] = "1.0",
        };
        if (service == SimulatedService.Graph)
        {
            claims["roles"] = options.Permissions?.Order(StringComparer.Ordinal) ?? (IEnumerable<string>)AllPermissions;
        }

        string head = Encode("""{"typ":"JWT","alg":"HS256","kid":"simulator"}"""u8);
        string body = Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return $"{head}.{body}.{Sign($"{head}.{body}")}";
    }

    /// <summary>Checks an Authorization header.</summary>
    public TokenFault Check(string? authorization, SimulatedService service, out DateTimeOffset expires)
    {
        expires = default;
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || authorization.Length < 8)
        {
            return TokenFault.Missing;
        }

        string[] parts = authorization[7..].Trim().Split('.');
        if (parts.Length != 3 || parts[2] != Sign($"{parts[0]}.{parts[1]}"))
        {
            return TokenFault.Malformed;
        }

        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        expires = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        return claims.RootElement.GetProperty("aud").GetString() != Audience(service) ? TokenFault.WrongAudience
            : expires <= DateTimeOffset.UtcNow ? TokenFault.Expired : TokenFault.None;
    }

    /// <summary>The service's root, which is also the audience of its tokens.</summary>
    public string Audience(SimulatedService service) => endpoint(service).GetLeftPart(UriPartial.Authority);

    private string Sign(string text) => Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
