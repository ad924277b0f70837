using System.Text.Json;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Authentication;

/// <summary>The passkey profiles of the configuration of passkeys, which decide on attestation where there are any; <c>isAttestationEnforced</c> is deprecated and says nothing
/// then. Source: Graph's <c>fido2AuthenticationMethodConfiguration</c> and <c>passkeyProfile</c> (v1.0, 2026).</summary>
/// <param name="Open">Names of the profiles that people may use and that enforce no attestation.</param>
/// <param name="IsTold">Whether the profiles were in the answer, each with a word that is known.</param>
internal sealed record PasskeyProfiles(IReadOnlyList<string> Open, bool IsTold)
{
    private string words = "not told";

    /// <summary>Reads them; null when the tenant has none.</summary>
    public static PasskeyProfiles? Of(AuthenticationMethodConfiguration configuration)
    {
        if (configuration.Extra?.TryGetValue("passkeyProfiles", out JsonElement list) != true || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return configuration.Extra?.TryGetValue("defaultPasskeyProfile", out JsonElement named) == true && named.ValueKind == JsonValueKind.String && named.GetString() is { Length: > 0 } ? new PasskeyProfiles([], false) : null;
        }

        HashSet<string> allowed = (configuration.IncludeTargets ?? []).SelectMany(Allowed).ToHashSet(StringComparer.OrdinalIgnoreCase);
        (string Name, string? Word)[] used = [.. list.EnumerateArray().Where(p => allowed.Count == 0 || (Text(p, "id") is { } id && allowed.Contains(id))).Select(p => ($"'{Text(p, "name") ?? Text(p, "id")}'", Text(p, "attestationEnforcement")))];
        return new PasskeyProfiles([.. used.Where(p => p.Word == "disabled").Select(p => p.Name)], used.Length > 0 && Array.TrueForAll(used, p => p.Word is "disabled" or "registrationOnly"))
        {
            words = string.Join(", ", used.Select(p => $"{p.Name} {p.Word}")),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => words;

    private static IEnumerable<string> Allowed(MethodTarget target) =>
        target.Extra?.TryGetValue("allowedPasskeyProfiles", out JsonElement ids) == true && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!) : [];

    private static string? Text(JsonElement profile, string name) => profile.ValueKind == JsonValueKind.Object && profile.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
