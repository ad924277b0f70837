using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>Finds the single change to one policy after which most of the given accounts need a phishing-resistant method everywhere. Each candidate
/// is tried by judging the accounts anew.</summary>
internal sealed class ChangeAdvisor(ConditionalAccessInput input, ConditionalAccessModel model, Func<string, string> groupName)
{
    private const int MostTried = 12;

    /// <summary>What to do, with how many accounts it closes; null when no single change closes any.</summary>
    public string? Advise(IReadOnlyCollection<AccountProfile> open)
    {
        (string Text, int Closed) best = (string.Empty, 0);
        foreach ((CompiledPolicy policy, PolicyChange change) in Candidates(open))
        {
            var changed = new ConditionalAccessModel(input with { Policies = [.. input.Policies.Select((p, i) => i == policy.Index ? change.Changed : p)] });
            List<Requirement> after = [.. open.Select(a => changed.EvaluateAll(a).Requirement)];
            int closed = after.Count(r => r == Requirement.PhishingResistantMfa);

            // Block everywhere is no protection but a lock-out: advice that locks anyone out is not given.
            if (closed > best.Closed && !after.Contains(Requirement.Block))
            {
                best = (change.Text, closed);
            }
        }

        return best.Closed == 0 ? null : $"{best.Text}: that alone closes this for {best.Closed} of {open.Count} account{(open.Count == 1 ? string.Empty : "s")}.";
    }

    // Policies that are strong already come first, then those that only ask for too little.
    private IEnumerable<(CompiledPolicy, PolicyChange)> Candidates(IReadOnlyCollection<AccountProfile> open) =>
        model.Policies.OrderByDescending(p => p.Grant.StrongestControl).ThenByDescending(p => open.Count(a => model.Applies(a, p)))
            .SelectMany(p => PolicyChange.Of(p, groupName).Select(c => (p, c))).Take(MostTried);
}
