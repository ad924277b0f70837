using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Completion;

/// <summary>Offers the categories of checks.</summary>
public sealed class CategoryCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values() =>
        CheckCatalogue.All.GroupBy(c => c.Metadata.Category).Select(g => (g.Key.ToString(), string.Join(", ", g.Select(c => c.Metadata.Id))));
}
