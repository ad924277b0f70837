using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Permissions;

/// <summary>What a Graph token's permissions allow.</summary>
internal sealed class TokenPermissions(TenantIdentity? identity)
{
    private readonly HashSet<string> held = new(identity?.Permissions ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the token tells of its permissions at all.</summary>
    public bool AreKnown => held.Count > 0;

    /// <summary>The permissions of the token that allow the dataset to be read: all the least-privileged ones, or a broader one; null when they do not.</summary>
    public IReadOnlyList<string>? For(DatasetDefinition dataset)
    {
        string?[] least = [.. dataset.Permissions.Select(Covering)];
        return least.Length > 0 && !least.Contains(null) ? [.. least.OfType<string>().Distinct()]
            : dataset.AlsoEnough.Select(Covering).OfType<string>().FirstOrDefault() is { } broader ? [broader]
            : null;
    }

    /// <summary>The permission itself, or the one of the same name that may write too; null when the token has neither.</summary>
    public string? Covering(string permission) =>
        held.TryGetValue(permission, out string? same) ? same
        : held.TryGetValue(permission.Replace(".Read.", ".ReadWrite.", StringComparison.Ordinal), out string? writing) ? writing
        : null;
}
