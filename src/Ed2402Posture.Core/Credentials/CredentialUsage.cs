using System.Globalization;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>What the reports of last uses prove of credentials and workloads. A row proves the use that it dates. A row that is missing proves that
/// something was not used only as far as the report reaches back: the oldest use in it shows how far that is. It proves nothing when the report is not
/// whole, stands still, is younger than the limit, or when the credential is.</summary>
internal sealed class CredentialUsage
{
    /// <summary>The reports are up to two days behind; one whose newest use is older than this stands still.</summary>
    private const int FreshDays = 7;

    private readonly DateTimeOffset now;
    private readonly int limit;
    private readonly UsageRows credentials, clients;
    private readonly HashSet<string> signedIn = new(StringComparer.OrdinalIgnoreCase);
    private readonly WorkloadSignIns? signIns;
    private readonly Dictionary<string, DateTimeOffset> forUsers = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="snapshot">Holds the reports.</param>
    /// <param name="settings">Hold the limit.</param>
    /// <param name="signIns">The logs of sign-ins, where they were asked for.</param>
    public CredentialUsage(Snapshot snapshot, PostureSettings settings, WorkloadSignIns? signIns = null)
    {
        this.signIns = signIns;
        now = snapshot.Info.CollectedAt;
        limit = CredentialLimits.From(settings).UnusedDays;
        credentials = new UsageRows(snapshot.Get(Datasets.AppCredentialSignInActivities));
        clients = new UsageRows(snapshot.Get(Datasets.ServicePrincipalSignInActivities));
        foreach (AppCredentialSignInActivity row in snapshot.Get(Datasets.AppCredentialSignInActivities).Items)
        {
            credentials.Add(Key(row.KeyId, row.AppId), row.SignInActivity?.LastSignInDateTime);
            if (row is { KeyType: "clientSecret", KeyUsage: not "sign", SignInActivity.LastSignInDateTime: not null } && Key(row.KeyId, row.AppId) is { } key)
            {
                signedIn.Add(key);
            }
        }

        foreach (ServicePrincipalSignInActivity row in snapshot.Get(Datasets.ServicePrincipalSignInActivities).Items)
        {
            clients.Add(row.AppId, row.ApplicationAuthenticationClientSignInActivity?.LastSignInDateTime);
            clients.Add(row.AppId, row.DelegatedClientSignInActivity?.LastSignInDateTime);
            clients.Add(null, row.LastSignInActivity?.LastSignInDateTime);
            if (row is { AppId: { } appId, DelegatedClientSignInActivity.LastSignInDateTime: { } time })
            {
                forUsers[appId] = time;
            }
        }
    }

    /// <summary>When the secret or certificate was last used; null where neither a report nor a log says so.</summary>
    public DateTimeOffset? LastUsed(string? keyId, string? thumbprint, string? appId) => Later(credentials.Last(Key(keyId, appId)), signIns?.Of(appId)?.LastUsed(keyId, thumbprint));

    /// <summary>Whether an application was signed in with what looks like a part of a SAML signing certificate: then it is a credential like any other. The report of
    /// uses has rows of signatures too; those of secrets and the log of sign-ins tell.</summary>
    public bool HasSignedIn(string? keyId, string? thumbprint, string? appId) => signedIn.Contains(Key(keyId, appId) ?? "") || signIns?.Of(appId)?.LastUsed(keyId, thumbprint) is not null;

    /// <summary>From when on a use of an application's credentials would be known; null where no whole report and no whole log tells.</summary>
    public DateTimeOffset? KnownSince(string? appId)
    {
        DateTimeOffset? report = credentials is { IsComplete: true, Newest: { } newest } && Days(newest) <= FreshDays ? credentials.Oldest : null, log = signIns?.Of(appId)?.From;
        return report is null || log < report ? log : report;
    }

    /// <summary>The use of a secret or certificate.</summary>
    public UseVerdict Of(AppCredential credential)
    {
        UseVerdict use = Judge(credentials, credential.LastUsed, credential.StartDateTime, isYoungAtMost: false);
        if (use.State == UseState.Unknown && signIns?.Of(credential.AppId) is { } log)
        {
            return ByLog(log, credential.LastUsed, credential.StartDateTime, isYoungAtMost: false, Doubt(log, credential.AppId));
        }

        if (use.State != UseState.Unused || credential.LastUsed is not null)
        {
            return use;
        }

        // A web application redeems its users' codes with the same secret; whether the report counts that is not documented.
        return !clients.IsComplete ? new(UseState.Unknown, clients.Describe())
            : credential.AppId is { } appId && forUsers.TryGetValue(appId, out DateTimeOffset signedIn) && Days(signedIn) <= limit
                ? new(UseState.Unknown, Text($"Partial: the application signed users in {Days(signedIn)} days ago, and the credential report may not count that as a use"))
                : use;
    }

    /// <summary>The use of a workload as a client, by itself or for users.</summary>
    /// <param name="appId">Its application id.</param>
    /// <param name="made">When it was made, where that is known.</param>
    /// <param name="knownSince">A time at which it was there already.</param>
    /// <param name="isIdentity">Whether it is a managed identity, which signs no users in.</param>
    public UseVerdict OfWorkload(string? appId, DateTimeOffset? made, DateTimeOffset? knownSince, bool isIdentity)
    {
        WorkloadLog? log = signIns?.Of(appId);
        DateTimeOffset? last = Later(clients.Last(appId), log?.Last);
        UseVerdict use = Judge(clients, last, made ?? knownSince, isYoungAtMost: made is null);
        return use.State == UseState.Unknown && log is not null ? ByLog(log, last, made ?? knownSince, made is null, isIdentity ? null : UsersMayHaveSignedIn(appId)) : use;
    }

    /// <summary>What the log proves. It proves a disuse only of the time that it covers, and of the use that it shows.</summary>
    /// <param name="log">The log.</param>
    /// <param name="last">The last use known.</param>
    /// <param name="since">Start of the credential or workload.</param>
    /// <param name="isYoungAtMost">Whether it may be older than <paramref name="since"/>.</param>
    /// <param name="doubt">What else a use could be that the log does not show; null when nothing.</param>
    private UseVerdict ByLog(WorkloadLog log, DateTimeOffset? last, DateTimeOffset? since, bool isYoungAtMost, string? doubt)
    {
        if (log.From is not { } from)
        {
            return new(UseState.Unknown, log.Coverage.Text.TrimEnd('.'));
        }

        bool isYoung = since is { } start && Days(start) <= limit;
        if (isYoung && !isYoungAtMost)
        {
            return new(UseState.New, Text($"is {Math.Max(0, Days(since!.Value))} days old and the log shows no use of it yet"));
        }

        string window = Text($"the sign-in log from {from:yyyy-MM-dd} to {log.Coverage.To:yyyy-MM-dd}");
        return Days(from) <= limit ? new(UseState.Unknown, Text($"Partial: {window} shows no use; its {Days(from)} days are too few to prove a disuse of {limit}"))
            : last is null && (since is null || isYoung) ? new(UseState.Unknown, Text($"Partial: {window} shows no use, and it is unknown whether it is older than {limit} days"))
            : doubt is not null ? new(UseState.Unknown, Text($"Partial: {window} shows no use of the last {limit} days, but {doubt}"))
            : new(UseState.Unused, last is { } used ? Text($"was last used {Days(used)} days ago (limit {limit}; {window})") : Text($"has not been used in the {Days(from)} days of {window} (limit {limit})"));
    }

    private string? Doubt(WorkloadLog log, string? appId) => log.HasUnnamed ? "the application has sign-ins in it that name no credential" : UsersMayHaveSignedIn(appId);

    /// <summary>Why a use for users cannot be ruled out: the log of workloads does not hold their sign-ins. The report of workloads tells.</summary>
    private string? UsersMayHaveSignedIn(string? appId) => !clients.IsComplete || appId is null || clients.Newest is not { } newest || Days(newest) > FreshDays
            ? "sign-ins of users through the application, for which it may use the same credential, are not in it"
        : forUsers.TryGetValue(appId, out DateTimeOffset signedIn) && Days(signedIn) <= limit ? Text($"the application signed users in {Days(signedIn)} days ago") : null;

    /// <param name="rows">The report.</param>
    /// <param name="last">The use in it.</param>
    /// <param name="since">Start of the credential or workload.</param>
    /// <param name="isYoungAtMost">Whether it may be older than <paramref name="since"/>.</param>
    private UseVerdict Judge(UsageRows rows, DateTimeOffset? last, DateTimeOffset? since, bool isYoungAtMost)
    {
        if (last is { } time && Days(time) <= limit)
        {
            return new(UseState.Used, Text($"was last used {Math.Max(0, Days(time))} days ago"));
        }

        if (!rows.IsComplete)
        {
            return new(UseState.Unknown, rows.Describe());
        }

        if (rows.Newest is not { } newest || rows.Oldest is not { } oldest || Days(newest) > FreshDays)
        {
            return new(UseState.Unknown, $"Partial: {rows.Name} has no use of the last {FreshDays} days of anything, so it is late");
        }

        if (last is { } used)
        {
            return new(UseState.Unused, Text($"was last used {Days(used)} days ago (limit {limit})"));
        }

        return since is not { } start ? new(UseState.Unknown, $"Partial: {rows.Name} has no row of it, and it is unknown how old it is")
            : Days(start) <= limit ? isYoungAtMost ? new(UseState.Unknown, $"Partial: {rows.Name} has no row of it, and it is unknown whether it is older than {limit} days") : new(UseState.New, Text($"is {Math.Max(0, Days(start))} days old and no use of it is recorded yet"))
            : Days(oldest) <= limit ? new(UseState.Unknown, Text($"Partial: {rows.Name} reaches back {Days(oldest)} days, which is too little to prove a disuse of {limit}"))
            : new(UseState.Unused, Text($"has not been used in the {Math.Min(Days(oldest), Days(start))} days that the record of it covers (limit {limit})"));
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;

    private int Days(DateTimeOffset time) => (int)Math.Floor((now - time).TotalDays);

    private static string? Key(string? keyId, string? appId) => keyId is null ? null : $"{keyId}|{appId}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whether something is in use.</summary>
internal enum UseState
{
    /// <summary>A report dates a use within the limit.</summary>
    Used,
    /// <summary>The reports prove that there was none for longer than the limit.</summary>
    Unused,
    /// <summary>It is younger than the limit.</summary>
    New,
    /// <summary>Nothing proves either.</summary>
    Unknown,
}

/// <summary>Whether something is in use, and the words for it: of what is unknown, why, beginning with a dataset's status.</summary>
internal readonly record struct UseVerdict(UseState State, string Text);
