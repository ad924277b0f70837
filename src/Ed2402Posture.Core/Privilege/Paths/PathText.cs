using System.Globalization;
using System.Text;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Says a path as a sentence: <c>alice → eligible owner of 'Tier0 Admins' → member of 'Cloud Ops' → active Global Administrator (tenant)</c>.</summary>
internal sealed class PathText(PrincipalTable principals)
{
    private const string Arrow = " → ";

    /// <summary>The sentence, with a step before the first link where one is given.</summary>
    public string Say(PathEntry path, string? first = null)
    {
        var text = new StringBuilder(principals[path.Node].Name);
        text.Append(first is null ? "" : Arrow + first);
        Tail(text, path);
        return text.ToString();
    }

    /// <summary>Ids of the groups on the way, in order.</summary>
    public TextList<string> Groups(PathEntry path) => new([.. GroupsOn(path)]);

    private IEnumerable<string> GroupsOn(PathEntry path)
    {
        for (PathEntry? entry = path; entry is not null; entry = entry.Next)
        {
            if (principals[entry.Node].IsGroup)
            {
                yield return principals[entry.Node].Id;
            }

            foreach (string group in entry.Via is null ? [] : GroupsOn(entry.Via))
            {
                yield return group;
            }
        }
    }

    private void Tail(StringBuilder text, PathEntry path)
    {
        for (PathEntry? entry = path; entry is not null; entry = entry.Next)
        {
            text.Append(Arrow);
            if (entry.Link is { } link)
            {
                text.Append(link.State == PathState.Active ? "" : link.State.ToString().ToLowerInvariant() + " ")
                    .Append(link.Verb).Append(" '").Append(principals[link.To].Name).Append('\'').Append(From(link.NotYetStarted, link.Start));
            }
            else if (entry.Takeover is { } takeover)
            {
                int others = takeover.Others(entry.Node, entry.Next!);
                text.Length -= Arrow.Length;
                Tail(text, entry.Via!);
                text.Append(Arrow).Append(takeover.Verb).Append(" '").Append(principals[entry.Next!.Node].Name).Append('\'').Append(others > 0 ? $" (and {others} more)" : "");
            }
            else
            {
                text.Append(entry.Seed.Inherited ? "member of a group that was not read" + Arrow : "").Append(entry.Role.Text(entry.Seed.State)).Append(entry.Seed.Condition is null ? "" : " under a condition").Append(From(entry.Seed.NotYetStarted, entry.Seed.Start));
            }
        }
    }

    private static string From(bool notYetStarted, DateTimeOffset? start) =>
        notYetStarted && start is not null ? " from " + start.Value.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
