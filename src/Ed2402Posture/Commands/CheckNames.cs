using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Finds the checks that a user names.</summary>
internal static class CheckNames
{
    /// <summary>The checks of those ids, categories and references, in the catalogue's order; null names all.</summary>
    /// <exception cref="CmdletErrorException">A name, with wildcards or without, that no check has: a typing error must not test nothing.</exception>
    public static IReadOnlyList<Check> Find(string[]? ids, string[]? categories, string[]? references = null)
    {
        var wantedIds = new NamePatterns(ids);
        var wantedCategories = new NamePatterns(categories);
        foreach (string id in (ids ?? []).Where(id => !CheckCatalogue.All.Any(c => new NamePatterns([id]).Match(c.Metadata.Id))))
        {
            throw ErrorRecords.UnknownCheck(id).ToException();
        }

        foreach (string category in (categories ?? []).Where(category => !CheckCatalogue.All.Any(c => new NamePatterns([category]).Match(c.Metadata.Category.ToString()))))
        {
            throw ErrorRecords.UnknownCategory(category).ToException();
        }

        foreach (string reference in (references ?? []).Where(reference => !CheckCatalogue.All.Any(c => Cites(c, new NamePatterns([reference])))))
        {
            throw ErrorRecords.UnknownReference(reference).ToException();
        }

        var wantedReferences = new NamePatterns(references);
        return [.. CheckCatalogue.All.Where(c => wantedIds.Match(c.Metadata.Id) && wantedCategories.Match(c.Metadata.Category.ToString()) && Cites(c, wantedReferences))];
    }

    // 'SCuBA MS.AAD.7.1v1' is found by its whole text and by 'MS.AAD.7.1v1'.
    private static bool Cites(Check check, NamePatterns wanted) =>
        wanted.Match([.. check.Metadata.References.SelectMany(r => new[] { r, r[(r.LastIndexOf(' ') + 1)..] })]);

    /// <summary>The checks of one category.</summary>
    public static IReadOnlyList<Check> InCategory(CheckCategory category) => [.. CheckCatalogue.All.Where(c => c.Metadata.Category == category)];
}
