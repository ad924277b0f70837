namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Of all choices of activations, those that must be judged so that no weaker one is left out.</summary>
/// <remarks>
/// Let a choice S have I(S), the policies that what is activated includes the account in, and X(S), those that it is excluded from. With B, the policies that are for the account anyway, the policies
/// that apply are A(S) = (B ∪ I(S)) \ X(S), and those that it is let out of are L(S) = (B ∪ I(S)) ∩ X(S). Whatever fails under a set of policies fails under every part of it, and being let out of
/// more is no better: a choice S need not be judged when there is a T that gives privilege if S does, with A(T) ⊆ A(S) and L(S) ⊆ L(T).
/// <para>With E, the policies that any activation excludes from: T stands for S when X(S) ⊆ X(T), I(T) ⊆ I(S) ∪ X(T), and I(S) ∩ E ⊆ I(T). It then does after any further activations F, too:
/// what applies under T ∪ F is in B, I(T) or I(F) and not in X(T) ∪ X(F); were it in I(T) alone it would be in I(S), since it is not in X(T); and it is not in X(S) ∪ X(F), a part of X(T) ∪ X(F).
/// What S ∪ F is let out of is in E, so it is in B ∪ I(T) ∪ I(F), and in X(T) ∪ X(F). So activations may be taken one after another, and after each what another choice stands for be dropped.</para>
/// <para>Activations that only include are dropped at once, unless they give the privilege that is missing.</para>
/// </remarks>
internal static class ActivationFrontier
{
    /// <summary>More choices than this, none of which stands for another, are not followed: it takes eight roles and more, each excluded from a policy of its own.</summary>
    public const int Most = 256;

    private sealed record Choice(int[] Activations, PolicySet Included, PolicySet Excluded, bool IsPrivileged);

    /// <summary>Finds them; null when there are more than <see cref="Most"/>.</summary>
    /// <param name="effects">What each activation does.</param>
    /// <param name="givesPrivilege">Whether each is privilege by itself.</param>
    /// <param name="isPrivileged">Whether there is privilege without any.</param>
    public static IReadOnlyList<int[]>? Of(IReadOnlyList<(PolicySet Included, PolicySet Excluded)> effects, IReadOnlyList<bool> givesPrivilege, bool isPrivileged)
    {
        if (effects.Count == 0)
        {
            return isPrivileged ? [[]] : [];
        }

        PolicySet nothing = effects[0].Excluded.Without(effects[0].Excluded), excludable = effects.Aggregate(nothing, (all, e) => all.Or(e.Excluded));
        List<Choice> choices = [new([], nothing, nothing, isPrivileged)];
        for (int i = 0; i < effects.Count; i++)
        {
            int before = choices.Count;
            for (int c = 0; c < before; c++)
            {
                Add(choices, With(choices[c], i, effects[i], givesPrivilege[i]), excludable);
            }

            Choice[] all = [.. choices];
            choices.RemoveAll(c => Array.Exists(all, o => !ReferenceEquals(o, c) && StandsFor(o, c, excludable)));
            if (choices.Count > Most)
            {
                return null;
            }
        }

        return [.. choices.Where(c => c.IsPrivileged).Select(c => c.Activations).OrderBy(a => a.Length)];
    }

    // One of two that stand for each other is kept: the one that was there first, with fewer activations.
    private static void Add(List<Choice> choices, Choice added, PolicySet excludable)
    {
        if (!choices.Exists(c => StandsFor(c, added, excludable)))
        {
            choices.Add(added);
        }
    }

    private static Choice With(Choice choice, int activation, (PolicySet Included, PolicySet Excluded) effect, bool givesPrivilege) =>
        new([.. choice.Activations, activation], choice.Included.Or(effect.Included), choice.Excluded.Or(effect.Excluded), choice.IsPrivileged || givesPrivilege);

    private static bool StandsFor(Choice one, Choice other, PolicySet excludable) =>
        (one.IsPrivileged || !other.IsPrivileged) && one.Excluded.Holds(other.Excluded) && one.Excluded.Holds(one.Included, outside: other.Included) && one.Included.Holds(other.Included, within: excludable);
}
