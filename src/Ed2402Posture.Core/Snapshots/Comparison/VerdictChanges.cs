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
            string id = check.Metadata.Id;
            foreach ((string key, Finding now) in after.Findings)
            {
                if (!before.Findings.TryGetValue(key, out Finding? then))
                {
                    if (now.Outcome is not (Outcome.Pass or Outcome.NotApplicable))
                    {
                        yield return Change(ChangeKind.Added, now, null, now.Outcome.ToString(), $"{id} is {now.Outcome} for {now.Subject}, of which it said nothing before: {now.Reason}");
                    }
                }
                else if (then.Outcome != now.Outcome)
                {
                    ChangeKind kind = then.Outcome == Outcome.NotAssessed || now.Outcome == Outcome.NotAssessed ? ChangeKind.NotComparable : ChangeKind.Changed;
                    yield return Change(kind, now, then.Outcome.ToString(), now.Outcome.ToString(), $"{id} was {then.Outcome} and is {now.Outcome} for {now.Subject}: {now.Reason}");
                }
            }

            // Where something was not read, passes are not told: a failure that is gone need not be mended.
            foreach ((string key, Finding then) in after.Unread is null ? before.Findings : [])
            {
                if (!after.Findings.ContainsKey(key) && then.Outcome is not (Outcome.Pass or Outcome.NotApplicable))
                {
                    yield return Change(ChangeKind.Removed, then, then.Outcome.ToString(), null, $"{id} was {then.Outcome} for {then.Subject} and says nothing of it now");
                }
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

    /// <summary>The findings of one check on one side: the worst for each subject and resource, and the one that says what was not read.</summary>
    private sealed class Side
    {
        public Side(IEnumerable<Finding> findings)
        {
            foreach (Finding finding in findings)
            {
                if (finding is { Outcome: Outcome.NotAssessed, SubjectType: Subject.TenantType })
                {
                    Unread ??= finding;
                    continue;
                }

                string key = $"{finding.SubjectId}|{finding.Resource}";
                if (!Findings.TryGetValue(key, out Finding? held) || Rank(finding.Outcome) > Rank(held.Outcome))
                {
                    Findings[key] = finding;
                }
            }
        }

        public Dictionary<string, Finding> Findings { get; } = new(StringComparer.OrdinalIgnoreCase);
        public Finding? Unread { get; }
        public string Outcomes => string.Join("; ", Findings.Values.Select(f => f.Outcome).Distinct().OrderByDescending(Rank));

        private static int Rank(Outcome outcome) => outcome switch
        {
            Outcome.Fail => 5, Outcome.NotAssessed => 4, Outcome.Warning => 3, Outcome.Waived => 2, Outcome.Pass => 1, _ => 0,
        };
    }
}
