using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Completion;

/// <summary>Offers what checks refer to.</summary>
public sealed class ReferenceCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values() =>
        from check in CheckCatalogue.All
        from reference in check.Metadata.References
        group check.Metadata.Id by reference into cited
        orderby cited.Key
        select (cited.Key, string.Join(", ", cited));
}
