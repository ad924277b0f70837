using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Completion;

/// <summary>Offers the ids of checks, with their titles.</summary>
public sealed class CheckIdCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values() => CheckCatalogue.All.Select(c => (c.Metadata.Id, c.Metadata.Title));
}
