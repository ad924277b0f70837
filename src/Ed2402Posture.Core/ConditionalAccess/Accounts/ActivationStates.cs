using System.Numerics;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>What one activation adds to an account.</summary>
/// <param name="Name">What is activated.</param>
/// <param name="Groups">Groups that the account is in then.</param>
/// <param name="Roles">Template ids of roles that it holds then.</param>
/// <param name="IsPrivilege">Whether it is privilege by itself.</param>
internal sealed record Activation(string Name, IReadOnlySet<string> Groups, IReadOnlySet<string> Roles, bool IsPrivilege);

/// <summary>The states of an account in which it has privilege, but not everything is activated. A policy for a role reaches the account only while the role is active, so each
/// choice of activations that the policies tell apart is a state of its own.</summary>
internal static class ActivationStates
{
    // Of more different activations than these, one, two and all together are judged.
    private const int MostCombined = 6;

    /// <summary>Finds them, the fewest activations first.</summary>
    /// <param name="before">With nothing activated.</param>
    /// <param name="standing">Privilege that stands, or null.</param>
    /// <param name="activations">What may be activated.</param>
    /// <param name="named">Ids of the groups and roles that policies name: others tell no states apart.</param>
    public static IEnumerable<AccountState> Of(AccountProfile before, string? standing, IReadOnlyList<Activation> activations, IReadOnlySet<string> named)
    {
        ILookup<string, Activation> byEffect = activations.ToLookup(a => string.Join(' ', a.Groups.Except(before.Groups, StringComparer.OrdinalIgnoreCase).Concat(a.Roles.Except(before.Roles, StringComparer.OrdinalIgnoreCase)).Where(named.Contains).Select(id => id.ToUpperInvariant()).Order(StringComparer.Ordinal)));
        string? unseen = standing is null ? byEffect[string.Empty].FirstOrDefault(a => a.IsPrivilege)?.Name : null;
        Activation[] told = [.. byEffect.Where(e => e.Key.Length > 0).Select(e => e.OrderByDescending(a => a.IsPrivilege).First())];
        return Choices(told.Length).Where(choice => choice.Length < told.Length && (standing is not null || unseen is not null || choice.Any(i => told[i].IsPrivilege)))
            .Select(choice => State(before, standing, unseen, [.. choice.Select(i => told[i])]));
    }

    private static AccountState State(AccountProfile before, string? standing, string? unseen, Activation[] active)
    {
        string[] names = [.. active.Select(a => a.Name).Concat(unseen is null ? [] : [unseen])];
        string words = names.Length == 0 ? $"With {standing}, before anything is activated" : $"With {string.Join(" and ", names)} alone activated";
        return new AccountState(words, before with
        {
            Groups = before.Groups.Concat(active.SelectMany(a => a.Groups)).ToHashSet(StringComparer.OrdinalIgnoreCase), Roles = before.Roles.Concat(active.SelectMany(a => a.Roles)).ToHashSet(StringComparer.OrdinalIgnoreCase),
        });
    }

    private static IEnumerable<int[]> Choices(int number)
    {
        if (number > MostCombined)
        {
            int[] each = [.. Enumerable.Range(0, number)];
            return [[], .. each.Select(i => new[] { i }), .. each.SelectMany(i => each.Where(j => j > i).Select(j => new[] { i, j }))];
        }

        return Enumerable.Range(0, 1 << number).OrderBy(bits => BitOperations.PopCount((uint)bits)).Select(bits => Enumerable.Range(0, number).Where(i => (bits & (1 << i)) != 0).ToArray());
    }
}
