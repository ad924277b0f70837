using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Commands;

/// <summary>Which checks are to run, and for each whether all its subjects are wanted or some. Grows with every object of pipeline input.</summary>
internal sealed class CheckSelection
{
    private readonly Dictionary<Check, HashSet<string>?> subjects = [];

    /// <summary>The checks to run, in the catalogue's order.</summary>
    public IReadOnlyList<Check> Checks => [.. CheckCatalogue.All.Where(subjects.ContainsKey)];

    /// <summary>Every subject that was asked for by id.</summary>
    public IReadOnlyList<string> SubjectIds => [.. subjects.Values.SelectMany(s => s ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Adds checks for some subjects, or for all (null). All and some is all.</summary>
    public void Add(IEnumerable<Check> checks, IReadOnlyCollection<string>? subjectIds)
    {
        foreach (Check check in checks)
        {
            if (subjectIds is null)
            {
                subjects[check] = null;
            }
            else if (!subjects.TryGetValue(check, out HashSet<string>? wanted))
            {
                subjects[check] = new(subjectIds, StringComparer.OrdinalIgnoreCase);
            }
            else
            {
                wanted?.UnionWith(subjectIds);
            }
        }
    }

    /// <summary>Adds what else each subject's id stands for.</summary>
    public void AddTwins(ILookup<string, string> twins)
    {
        foreach (HashSet<string>? wanted in subjects.Values)
        {
            wanted?.UnionWith(wanted.SelectMany(id => twins[id]).ToList());
        }
    }

    /// <summary>Whether a check's finding was asked for. What could not be assessed always was: it may hide a failure of any subject.</summary>
    public bool Includes(Check check, Finding finding) =>
        subjects[check] is not { } wanted || finding.Outcome == Outcome.NotAssessed || wanted.Contains(finding.SubjectId);
}
