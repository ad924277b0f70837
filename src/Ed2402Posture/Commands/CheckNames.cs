using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Errors;

namespace Ed2402Posture.Commands;

/// <summary>Finds the checks that a user names.</summary>
internal static class CheckNames
{
    /// <summary>The checks of those ids and categories, in the catalogue's order; null names all.</summary>
    /// <exception cref="CmdletErrorException">A name, with wildcards or without, that no check has: a typing error must not test nothing.</exception>
    public static IReadOnlyList<Check> Find(string[]? ids, string[]? categories)
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

        return [.. CheckCatalogue.All.Where(c => wantedIds.Match(c.Metadata.Id) && wantedCategories.Match(c.Metadata.Category.ToString()))];
    }

    /// <summary>The checks of one category.</summary>
    public static IReadOnlyList<Check> InCategory(CheckCategory category) => [.. CheckCatalogue.All.Where(c => c.Metadata.Category == category)];
}
