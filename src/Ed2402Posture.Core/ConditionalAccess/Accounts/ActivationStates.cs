using System.Numerics;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>What one activation adds to an account.</summary>
/// <param name="Name">What is activated.</param>
/// <param name="Groups">Groups that the account is in then.</param>
/// <param name="Roles">Template ids of roles that it holds then.</param>
/// <param name="IsPrivilege">Whether it is privilege by itself.</param>
internal sealed record Activation(string Name, IReadOnlySet<string> Groups, IReadOnlySet<string> Roles, bool IsPrivilege);

/// <summary>The states of an account that have to be judged beside the one with everything activated.</summary>
/// <param name="States">Them, the fewest activations first.</param>
/// <param name="AtWorst">A profile under which no more policies apply than in any state, when there are too many to judge each; else null.</param>
internal sealed record FoundStates(IReadOnlyList<AccountState> States, AccountProfile? AtWorst);

/// <summary>The states of an account in which it has privilege, but not everything is activated. A policy for a role reaches the account only while the role is active, so each
/// choice of activations that the policies tell apart is a state of its own.</summary>
internal static class ActivationStates
{
    // Up to so many different activations, every choice is judged, so that the simplest that fails is told; of more, those that stand for all others.
    private const int MostCombined = 6;

    /// <summary>Finds them.</summary>
    /// <param name="before">With nothing activated.</param>
    /// <param name="standing">Privilege that stands, or null.</param>
    /// <param name="activations">What may be activated.</param>
    /// <param name="effects">What groups and roles do in the policies: those that no policy names tell no states apart.</param>
    public static FoundStates Of(AccountProfile before, string? standing, IReadOnlyList<Activation> activations, ActivationEffects effects)
    {
        ILookup<string, Activation> byEffect = activations.ToLookup(a => string.Join(' ', a.Groups.Except(before.Groups, StringComparer.OrdinalIgnoreCase).Concat(a.Roles.Except(before.Roles, StringComparer.OrdinalIgnoreCase)).Where(effects.Names).Select(id => id.ToUpperInvariant()).Order(StringComparer.Ordinal)));
        string? unseen = standing is null ? byEffect[string.Empty].FirstOrDefault(a => a.IsPrivilege)?.Name : null;
        Activation[] told = [.. byEffect.Where(e => e.Key.Length > 0).Select(e => e.OrderByDescending(a => a.IsPrivilege).First())];
        bool privileged = standing is not null || unseen is not null;
        IReadOnlyList<int[]>? frontier = told.Length <= MostCombined ? [] : ActivationFrontier.Of(effects.Of(before, told), [.. told.Select(a => a.IsPrivilege)], privileged);
        return new FoundStates(
            [
                .. (told.Length <= MostCombined ? All(told.Length) : AloneAnd(frontier ?? [], told.Length)).Where(choice => choice.Length < told.Length && (privileged || choice.Any(i => told[i].IsPrivilege)))
                    .Select(choice => State(before, standing, unseen, [.. choice.Select(i => told[i])])),
            ],
            frontier is null ? before with { LeftBy = told.SelectMany(a => a.Groups.Concat(a.Roles)).ToHashSet(StringComparer.OrdinalIgnoreCase) } : null);
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

    private static IEnumerable<int[]> All(int number) =>
        Enumerable.Range(0, 1 << number).OrderBy(bits => BitOperations.PopCount((uint)bits)).Select(bits => Enumerable.Range(0, number).Where(i => (bits & (1 << i)) != 0).ToArray());

    // None and each alone are the simplest to tell, and the ones in which a method of signing in may be allowed that no other state allows.
    private static IEnumerable<int[]> AloneAnd(IReadOnlyList<int[]> choices, int number) =>
        [[], .. Enumerable.Range(0, number).Select(i => new[] { i }), .. choices.Where(c => c.Length > 1)];
}
