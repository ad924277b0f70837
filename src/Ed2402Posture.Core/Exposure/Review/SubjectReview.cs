using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>The sign-ins of one account or application, against its own earlier time. Takes them in any order, in memory that grows with different
/// values and not with sign-ins.</summary>
/// <param name="subject">Whose they are.</param>
/// <param name="told">Whether entries are told apart by id, since they may come twice.</param>
internal sealed class SubjectReview(ReviewSubject subject, bool told = false)
{
    private static readonly TimeSpan ShortestBaseline = TimeSpan.FromDays(1);
    private readonly IReadOnlyList<Facet> facets = subject.IsUser ? Facet.OfUser : Facet.OfApplication;
    private readonly Dictionary<ActivityKind, Sightings> seen = [];
    private readonly HashSet<int> systemsBefore = [];
    private readonly Sighting use = new();
    private readonly Sightings legacy = new();
    private readonly Sightings exposed = new();
    private readonly Sightings stopped = new();
    private readonly HashSet<ulong> known = [];
    private long failed;

    public void Observe(SignIn signIn)
    {
        if (signIn.CreatedDateTime is not { } at || (told && !known.Add(LogFiles.Know(signIn.Id))))
        {
            return;
        }

        int? code = signIn.Status?.ErrorCode;
        if (SignInCodes.IsSuccess(code))
        {
            Success(signIn, at);
        }
        else if (SignInCodes.IsRightPassword(code))
        {
            stopped.Add(Facet.Network(signIn.IpAddress), signIn, at, subject.Since);
        }
        else if (at >= subject.Since)
        {
            failed++;
        }
    }

    private void Success(SignIn signIn, DateTimeOffset at)
    {
        use.Add(at, subject.Since, signIn.Id, signIn.CorrelationId);
        foreach (Facet facet in facets)
        {
            if (!seen.TryGetValue(facet.Kind, out Sightings? sightings))
            {
                seen[facet.Kind] = sightings = new Sightings();
            }

            sightings.Add(facet.Of(signIn), signIn, at, subject.Since);
        }

        if (at < subject.Since && signIn.AutonomousSystemNumber is { } system and > 0)
        {
            systemsBefore.Add(system);
        }

        legacy.Add(Facet.LegacyProtocol(signIn), signIn, at, subject.Since);
        exposed.Add(new[] { signIn.ServicePrincipalCredentialKeyId, signIn.ServicePrincipalCredentialThumbprint }.FirstOrDefault(k => k is not null && subject.ExposedKeys.Contains(k)), signIn, at, subject.Since);
    }

    /// <summary>The observations, given what its logs cover.</summary>
    public IEnumerable<ActivityObservation> Finish(IReadOnlyList<LogCoverage> coverage)
    {
        // The earlier time begins where every log that was read begins: before that a value may be missing for want of its log.
        LogCoverage[] read = [.. coverage.Where(c => c.KnownFrom is not null)];
        DateTimeOffset? from = read.Max(c => c.KnownFrom);
        TimeSpan length = from is { } start && start < subject.Since ? subject.Since - start : TimeSpan.Zero;
        IEnumerable<ActivityObservation> all = Gaps(coverage).Concat(Uses(coverage)).Concat(Exposed());
        if (read.Length == 0)
        {
            return all;
        }

        if (length < ShortestBaseline)
        {
            return all.Append(NoBaseline(from)).Concat(Legacy(null));
        }

        var baseline = new Baseline(from!.Value, subject.Since, use.Before, read.Any(c => c.Files is not null));
        return use.After == 0 ? all : all.Concat(use.Before == 0 ? [FirstEver(baseline)] : News(baseline)).Concat(Legacy(baseline)).Concat(Stopped(baseline));
    }

    // A log that only begins later than asked for makes the earlier time shorter: what is compared with it says how long it is.
    private IEnumerable<ActivityObservation> Gaps(IReadOnlyList<LogCoverage> coverage) => coverage.Where(c => c.HidesSince(subject.Since)).Select(c => new Draft(ActivityKind.LogGap, c.IsBridged(subject.Since) ? Severity.Low : c.From is null || c.From > subject.Since ? Severity.High : Severity.Medium)
    {
        What = c.Log, Text = (c with { Subject = subject.Name }).Text + (c.KnownFrom > subject.Since ? $" What {subject.Name} did from {Draft.Time(subject.Since)} to {Draft.Time(c.KnownFrom)} cannot be seen." : ""),
    }.For(subject));

    private IEnumerable<ActivityObservation> Uses(IReadOnlyList<LogCoverage> coverage)
    {
        if (use.After > 0)
        {
            string tail = failed > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {failed} more failed") : "";
            yield return new Draft(ActivityKind.FirstUse, Severity.Informational) { Seen = use, Text = $"{subject.Name} first signed in since then at {Draft.Time(use.FirstAfter)}." }.For(subject);
            yield return new Draft(ActivityKind.LastUse, Severity.Informational) { Seen = use, When = use.LastAfter, Text = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} last signed in at {Draft.Time(use.LastAfter)}, of {Draft.Times(use.After)} since then{tail}.") }.For(subject);
        }
        else if (coverage.Count > 0 && coverage.All(c => c.Status == Snapshots.DatasetStatus.Complete && c.From <= subject.Since))
        {
            yield return new Draft(ActivityKind.NotUsed, Severity.Informational) { Text = string.Create(CultureInfo.InvariantCulture, $"No successful sign-in of {subject.Name} from {Draft.Time(subject.Since)} to {Draft.Time(coverage.Min(c => c.To))}; {failed} failed.") }.For(subject);
        }
    }

    private IEnumerable<ActivityObservation> Exposed() => exposed.Values.Where(v => v.Value.After > 0).Select(v => new Draft(ActivityKind.ExposedCredentialUsed, Severity.Critical)
    {
        Seen = v.Value, What = v.Key, Text = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} signed in with the exposed credential {v.Key} {Draft.Times(v.Value.After)}, last at {Draft.Time(v.Value.LastAfter)}."),
    }.For(subject));

    private ActivityObservation NoBaseline(DateTimeOffset? from) => new Draft(ActivityKind.NoBaseline, use.After > 0 ? Severity.Medium : Severity.Informational)
    {
        Baseline = $"none: the logs begin at {Draft.Time(from)}, the exposure is at {Draft.Time(subject.Since)}",
        Text = $"What is new cannot be told for {subject.Name}: there is no earlier time to compare with. Seen since then: {Everything()}.",
    }.For(subject);

    private ActivityObservation FirstEver(Baseline baseline) => new Draft(ActivityKind.FirstUse, Severity.High)
    {
        Seen = use, Baseline = baseline.Text("no sign-in"), BaselineDays = baseline.Days, What = "first sign-in",
        Text = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} did not sign in for {Draft.DaysOf(baseline.Days)} before and does since {Draft.Time(use.FirstAfter)}: {Everything()}."),
    }.For(subject);

    private IEnumerable<ActivityObservation> News(Baseline baseline)
    {
        foreach (Facet facet in facets.Where(f => seen.ContainsKey(f.Kind)))
        {
            Sightings sightings = seen[facet.Kind];
            string earlier = baseline.Text(sightings.Earlier());
            foreach ((string value, Sighting sighting) in sightings.Values.Where(v => IsNew(facet, v.Value)))
            {
                string what = facet.Kind == ActivityKind.NewNetwork && sighting.Systems.Count > 0 ? $"{value} (AS{string.Join(", AS", sighting.Systems.Order())})" : value;
                yield return new Draft(facet.Kind, SeverityOf(facet.Kind))
                {
                    Seen = sighting, What = what, Baseline = earlier, BaselineDays = baseline.Days,
                    Text = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} signed in {facet.Words} {what}, which it did not in the {Draft.DaysOf(baseline.Days)} before: {Draft.Times(sighting.After)}, first at {Draft.Time(sighting.FirstAfter)}."),
                }.For(subject);
            }
        }
    }

    // A provider hands out addresses of many networks: one of an autonomous system that the account used before is not new.
    private bool IsNew(Facet facet, Sighting sighting) => sighting is { Before: 0, After: > 0 } && (facet.Kind != ActivityKind.NewNetwork || !sighting.Systems.Overlaps(systemsBefore));

    private IEnumerable<ActivityObservation> Legacy(Baseline? baseline) => legacy.Values.Where(v => v.Value.After > 0).Select(v => new Draft(ActivityKind.LegacyProtocol, baseline is not null && v.Value.Before > 0 ? Severity.Medium : Severity.High)
    {
        Seen = v.Value, What = v.Key, Baseline = baseline?.Text(legacy.Earlier()), BaselineDays = baseline?.Days,
        Text = string.Create(CultureInfo.InvariantCulture, $"{subject.Name} signed in by {v.Key}, which knows no second factor, {Draft.Times(v.Value.After)}{(baseline is null ? "" : v.Value.Before > 0 ? ", as it did before" : ", as it did not before")}."),
    }.For(subject));

    private IEnumerable<ActivityObservation> Stopped(Baseline baseline) => stopped.Values.Where(v => v.Value.After > 0 && !Known(v.Key)).Select(v => new Draft(ActivityKind.StoppedSignIn, Severity.High)
    {
        Seen = v.Value, What = v.Key, Baseline = baseline.Text(seen.GetValueOrDefault(ActivityKind.NewNetwork)?.Earlier() ?? "none"), BaselineDays = baseline.Days,
        Text = string.Create(CultureInfo.InvariantCulture, $"The password of {subject.Name} was right, from {v.Key}, and a second factor, a policy or its expiry stopped the sign-in: {Draft.Times(v.Value.After)}."),
    }.For(subject));

    // Interrupted sign-ins are ordinary where the account also gets in, or did before.
    private bool Known(string network) => seen.GetValueOrDefault(ActivityKind.NewNetwork)?.Values.ContainsKey(network) == true || stopped.Values[network].Before > 0;

    private string Everything()
    {
        string[] parts = [.. facets.Where(f => seen.ContainsKey(f.Kind)).Select(f => (f.Kind, Values: seen[f.Kind].Values.Where(v => v.Value.After > 0).Select(v => v.Key).Take(5).ToArray())).Where(f => f.Values.Length > 0).Select(f => $"{Words(f.Kind)} {string.Join(", ", f.Values)}")];
        return parts.Length == 0 ? "no sign-in" : string.Join("; ", parts);
    }

    private static string Words(ActivityKind kind) => kind switch
    {
        ActivityKind.NewCountry => "countries", ActivityKind.NewNetwork => "networks", ActivityKind.NewDevice => "devices", ActivityKind.NewUserAgent => "programs", ActivityKind.NewClient => "clients", ActivityKind.NewCredential => "credentials", _ => "resources",
    };

    private static Severity SeverityOf(ActivityKind kind) => kind switch
    {
        ActivityKind.NewCountry or ActivityKind.NewCredential => Severity.High,
        ActivityKind.NewUserAgent => Severity.Low,
        _ => Severity.Medium,
    };

    /// <summary>The account's earlier time.</summary>
    private sealed record Baseline(DateTimeOffset From, DateTimeOffset To, long SignIns, bool ByFiles)
    {
        public int Days => (int)(To - From).TotalDays;

        public string Text(string values) => string.Create(CultureInfo.InvariantCulture, $"{values} ({SignIns} sign-ins in {Draft.DaysOf(Days)} from {From:yyyy-MM-dd}{(ByFiles ? ", as far as the files hold them" : "")})");
    }
}
