using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>Finds out whose logs to read: the accounts and applications that exposure records name.</summary>
public static class ReviewSubjects
{
    /// <summary>The subjects, each once, and the records whose activity these logs cannot show, with the reason.</summary>
    public static (IReadOnlyList<ReviewSubject> Subjects, IReadOnlyList<NotReviewed> NotReviewed) Of(IEnumerable<ExposureRecord> records, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(snapshot);
        var facts = new TenantFacts(snapshot);
        var found = new List<(ReviewSubject Subject, ExposureRecord Record)>();
        var without = new List<NotReviewed>();
        foreach (ExposureRecord record in records)
        {
            if (record.NamesUser)
            {
                found.Add((User(record.UserId ?? record.UserPrincipalName!, record.Since, facts), record));
            }
            else if (record.NamesApplication && AppId(record, facts) is { } appId)
            {
                found.Add((Application(appId, record.Since, facts), record));
            }
            else
            {
                without.Add(new NotReviewed(record.Reference, record.Subject, record.ResourceId is not null
                    ? "the use of keys of Azure resources is in the resources' own logs"
                    : "no one account or application of the tenant fits"));
            }
        }

        return ([.. found.GroupBy(f => f.Subject.Id, StringComparer.OrdinalIgnoreCase).Select(Merge)], without);
    }

    /// <summary>Subjects by name: users by object id or user principal name, applications by application id.</summary>
    public static IReadOnlyList<ReviewSubject> Of(IEnumerable<string> users, IEnumerable<string> applications, DateTimeOffset since, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(applications);
        ArgumentNullException.ThrowIfNull(snapshot);
        var facts = new TenantFacts(snapshot);
        return [.. users.Select(u => User(u, since, facts)).Concat(applications.Select(a => Application(facts.AppIdOf(a) ?? a, since, facts))).DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase)];
    }

    private static ReviewSubject User(string idOrName, DateTimeOffset since, TenantFacts facts)
    {
        User? user = facts.User(idOrName).User;
        return new ReviewSubject { Id = user?.Id ?? idOrName, Name = user?.UserPrincipalName ?? idOrName, IsUser = true, Since = since, Ids = Set(idOrName, user?.Id, user?.UserPrincipalName) };
    }

    private static ReviewSubject Application(string appId, DateTimeOffset since, TenantFacts facts)
    {
        Application? application = facts.Application(appId);
        ServicePrincipal? principal = facts.Principal(appId);
        return new ReviewSubject { Id = appId, Name = application?.DisplayName ?? principal?.DisplayName ?? appId, IsUser = false, Since = since, Ids = Set(appId, application?.Id, principal?.Id) };
    }

    // The id as it was given where the tenant knows it no more: its log may.
    private static string? AppId(ExposureRecord record, TenantFacts facts) => ApplicationProof.AppIds(record, facts) is [var one] ? one : record.AppId;

    private static ReviewSubject Merge(IGrouping<string, (ReviewSubject Subject, ExposureRecord Record)> named) => named.First().Subject with
    {
        Since = named.Min(n => n.Record.Since),
        Ids = Set([.. named.SelectMany(n => n.Subject.Ids)]),
        ExposedKeys = Set([.. named.SelectMany(n => new[] { n.Record.KeyId, n.Record.Thumbprint })]),
        RecordIds = [.. named.Select(n => n.Record.Id).Distinct(StringComparer.Ordinal)],
        References = [.. named.Select(n => n.Record.Reference).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    private static HashSet<string> Set(params string?[] ids) => ids.OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>A record whose activity the logs cannot show.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Subject">What it names.</param>
/// <param name="Reason">Why, the same words for every record of its kind.</param>
public sealed record NotReviewed(string Reference, string Subject, string Reason)
{
    private const int Named = 10;

    /// <summary>Records of one reason in a sentence, the first ten by name.</summary>
    public static IEnumerable<string> Sentences(IEnumerable<NotReviewed> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (IGrouping<string, NotReviewed> reason in records.GroupBy(r => r.Reason, StringComparer.Ordinal))
        {
            NotReviewed[] all = [.. reason];
            string more = all.Length > Named ? $" and {all.Length - Named} more" : "";
            yield return $"{reason.Key}: {string.Join(", ", all.Take(Named).Select(r => r.Subject == r.Reference ? r.Reference : $"{r.Reference} ({r.Subject[(r.Subject.LastIndexOf('/') + 1)..]})"))}{more}";
        }
    }
}
