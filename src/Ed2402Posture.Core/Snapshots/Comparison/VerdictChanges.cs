using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>What the checks found before and find now, subject by subject. A subject of which one side says nothing because a dataset was not read is
/// not taken for clean.</summary>
internal static class VerdictChanges
{
    public static IEnumerable<SnapshotChange> Of(ComparedPair pair)
    {
        foreach (Check check in CheckCatalogue.All)
        {
            var differences = new Differences(pair, check);
            foreach (SnapshotChange change in differences.Unread().Concat(differences.Judged()))
            {
                yield return change;
            }
        }
    }

    /// <summary>One check on both sides.</summary>
    private sealed class Differences(ComparedPair pair, Check check)
    {
        /// <summary>The check could be assessed on one side alone.</summary>
        public IEnumerable<SnapshotChange> Unread()
        {
            if (pair.IsWhole)
            {
                yield break;
            }

            Side before = Run(pair.Older), after = Run(pair.Newer);
            if (before.Unread is { } was && after.Unread is null)
            {
                yield return Change(ChangeKind.NotComparable, was, nameof(Outcome.NotAssessed), after.Outcomes, $"{check.Metadata.Id} was not assessed before ({was.Reason})");
            }
            else if (before.Unread is null && after.Unread is { } isNow)
            {
                yield return Change(ChangeKind.NotComparable, isNow, before.Outcomes, nameof(Outcome.NotAssessed), $"{check.Metadata.Id} could be assessed before and cannot now ({isNow.Reason})");
            }
        }

        /// <summary>What the check says on what both sides read.</summary>
        public IEnumerable<SnapshotChange> Judged()
        {
            Side before = Run(pair.OlderCommon), after = Run(pair.NewerCommon);

            // Where something was not read, passes are not told: a failure that is gone need not be mended.
            return before.Subjects.Union(after.Subjects, StringComparer.OrdinalIgnoreCase).SelectMany(subject => Of(before[subject], after[subject]))
                .Where(c => c.Kind != ChangeKind.Removed || after.Unread is null);
        }

        /// <summary>The changes of one subject. One finding on each side is the same question, whatever else the subject has to do with by now; of several,
        /// those about the same resource are.</summary>
        private IEnumerable<SnapshotChange> Of(IReadOnlyList<Finding> before, IReadOnlyList<Finding> after)
        {
            if (before.Count == 1 && after.Count == 1)
            {
                return Between(before[0], after[0]);
            }

            Dictionary<string, Finding> old = Side.ByResource(before), current = Side.ByResource(after);
            return old.Keys.Union(current.Keys, StringComparer.OrdinalIgnoreCase).SelectMany(resource => Between(old.GetValueOrDefault(resource), current.GetValueOrDefault(resource)));
        }

        private IEnumerable<SnapshotChange> Between(Finding? then, Finding? now)
        {
            string id = check.Metadata.Id;
            if (then is null)
            {
                if (now is { Outcome: not (Outcome.Pass or Outcome.NotApplicable) })
                {
                    yield return Change(ChangeKind.Added, now, null, now.Outcome.ToString(), $"{id} is {now.Outcome} for {now.Subject}, of which it said nothing before: {now.Reason}");
                }
            }
            else if (now is null)
            {
                if (then.Outcome is not (Outcome.Pass or Outcome.NotApplicable))
                {
                    yield return Change(ChangeKind.Removed, then, then.Outcome.ToString(), null, $"{id} was {then.Outcome} for {then.Subject} and says nothing of it now");
                }
            }
            else if (then.Outcome != now.Outcome)
            {
                ChangeKind kind = then.Outcome == Outcome.NotAssessed || now.Outcome == Outcome.NotAssessed ? ChangeKind.NotComparable : ChangeKind.Changed;
                yield return Change(kind, now, then.Outcome.ToString(), now.Outcome.ToString(), $"{id} was {then.Outcome} and is {now.Outcome} for {now.Subject}: {now.Reason}");
            }
        }

        private Side Run(TenantAnalysis analysis) => new(CheckRunner.Run(analysis, [check]));

        private SnapshotChange Change(ChangeKind kind, Finding finding, string? from, string? to, string text) =>
            pair.Change(ChangeArea.Verdict, kind, new Subject(finding.Subject, finding.SubjectId, finding.SubjectType), text) with
            {
                CheckId = check.Metadata.Id, Severity = finding.Severity, Property = finding.Resource, Before = from, After = to,
                Tier = pair.Newer.Privilege.Find(finding.SubjectId)?.Tier ?? pair.Older.Privilege.Find(finding.SubjectId)?.Tier,
            };
    }

    /// <summary>The findings of one check on one side by subject, and the one that says what was not read.</summary>
    private sealed class Side
    {
        private readonly Dictionary<string, List<Finding>> bySubject = new(StringComparer.OrdinalIgnoreCase);

        public Side(IEnumerable<Finding> findings)
        {
            foreach (Finding finding in findings)
            {
                if (finding is { Outcome: Outcome.NotAssessed, SubjectType: Subject.TenantType })
                {
                    Unread ??= finding;
                    continue;
                }

                (bySubject.TryGetValue(finding.SubjectId, out List<Finding>? held) ? held : bySubject[finding.SubjectId] = []).Add(finding);
            }
        }

        public IEnumerable<string> Subjects => bySubject.Keys;
        public Finding? Unread { get; }
        public string Outcomes => string.Join("; ", bySubject.Values.SelectMany(f => f).Select(f => f.Outcome).Distinct().OrderByDescending(Rank));
        public IReadOnlyList<Finding> this[string subject] => bySubject.GetValueOrDefault(subject) ?? [];

        /// <summary>The worst finding for each resource; the order in which a resource is written means nothing.</summary>
        public static Dictionary<string, Finding> ByResource(IEnumerable<Finding> findings) => findings
            .GroupBy(f => string.Join("; ", (f.Resource ?? "").Split("; ").Order(StringComparer.Ordinal)), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.MaxBy(f => Rank(f.Outcome))!, StringComparer.OrdinalIgnoreCase);

        private static int Rank(Outcome outcome) => outcome switch
        {
            Outcome.Fail => 5, Outcome.NotAssessed => 4, Outcome.Warning => 3, Outcome.Waived => 2, Outcome.Pass => 1, _ => 0,
        };
    }
}
