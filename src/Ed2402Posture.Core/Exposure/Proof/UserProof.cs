using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Proof for a user: the password was changed and sessions were revoked after the exposure; for a token the sessions alone.</summary>
internal static class UserProof
{
    public static Verdict Prove(ExposureRecord record, TenantFacts facts, string? seenBefore)
    {
        (User? byId, bool idAsked, DatasetDefinition dataset) = record.UserId is null ? (null, true, Datasets.NamedUsers) : facts.User(record.UserId);
        (User? byName, bool nameAsked, DatasetDefinition nameDataset) = record.UserPrincipalName is null ? (null, true, Datasets.NamedUsers) : facts.User(record.UserPrincipalName);
        if (byId is not null && byName is not null && !TenantFacts.Same(byId.Id, byName.Id))
        {
            return new Verdict(ExposureState.CannotProve, $"UserId and UserPrincipalName name different users: {byId.UserPrincipalName} and {byName.UserPrincipalName}.", []) { ToDo = "Give the id or the name of the right one." };
        }

        if ((byId ?? byName) is not { } user)
        {
            return Absent(record, facts, idAsked && nameAsked, seenBefore);
        }

        Verdict verdict = record.Kind == ExposureKind.Token ? Sessions(record, user, facts, byId is null ? nameDataset : dataset) : Reset(record, user, facts, byId is null ? nameDataset : dataset);
        return verdict with { MethodsAdded = Proof.MethodsAdded.Since(record, user, facts), Subject = user.UserPrincipalName ?? user.DisplayName, SubjectId = user.Id, SubjectType = "User" };
    }

    /// <summary>Whether the password and the sessions of a user were reset after the record's exposure.</summary>
    public static Verdict Reset(ExposureRecord record, User user, TenantFacts facts, DatasetDefinition dataset)
    {
        DateTimeOffset? changed = user.LastPasswordChangeDateTime;
        DateTimeOffset? revoked = user.SignInSessionsValidFromDateTime;
        IReadOnlyList<EvidenceItem> evidence =
        [
            facts.Evidence(dataset, "user.lastPasswordChangeDateTime", changed), facts.Evidence(dataset, "user.signInSessionsValidFromDateTime", revoked),
            .. user.OnPremisesSyncEnabled == true ? [facts.Evidence(dataset, "user.onPremisesSyncEnabled", "true")] : Array.Empty<EvidenceItem>(),
        ];
        string disabled = user.AccountEnabled == false ? " The account is disabled, but would be exposed again once it is enabled." : "";
        bool sessionsOld = revoked is null || revoked < record.ResetAfter;
        (string? pending, DateTimeOffset? usable, IReadOnlyList<EvidenceItem> tokens) = sessionsOld ? (null, null, []) : Pending(revoked!.Value, user, facts);
        string tail = pending is null ? "" : $" {pending}";
        evidence = pending is null ? evidence : [.. evidence, .. tokens];
        if (Elsewhere(user, facts) is { } elsewhere)
        {
            return sessionsOld
                ? new Verdict(ExposureState.Open, $"Sessions were not revoked after the exposure. {elsewhere}{disabled}", evidence) { ToDo = "Reset the password where it is kept, then revoke the user's sessions." }
                : new Verdict(ExposureState.CannotProve, $"Sessions were revoked on {EvidenceItem.Time(revoked)}. {elsewhere}{disabled}{tail}", evidence) { ToDo = "Show the password's last change where it is kept (on-premises: pwdLastSet).", UsableUntil = usable };
        }

        if (changed is null || changed < record.ResetAfter)
        {
            return new Verdict(ExposureState.Open, $"The password was not changed after the exposure (last change {EvidenceItem.Time(changed)}).{disabled}", evidence) { ToDo = "Reset the password and revoke the user's sessions." };
        }

        return sessionsOld
            ? new Verdict(ExposureState.Open, $"The password was changed on {EvidenceItem.Time(changed)}, but sessions from before the exposure are still valid.{disabled}", evidence) { ToDo = "Revoke the user's sessions." }
            : new Verdict(ExposureState.Remediated, $"The password was changed on {EvidenceItem.Time(changed)} and sessions were revoked on {EvidenceItem.Time(revoked)}.{tail}", evidence) { RemediatedOn = changed > revoked ? changed : revoked, UsableUntil = usable };
    }

    private static Verdict Sessions(ExposureRecord record, User user, TenantFacts facts, DatasetDefinition dataset)
    {
        DateTimeOffset? revoked = user.SignInSessionsValidFromDateTime;
        EvidenceItem sessions = facts.Evidence(dataset, "user.signInSessionsValidFromDateTime", revoked);
        if (revoked is not { } at || at < record.ResetAfter)
        {
            (string limit, DateTimeOffset? until, IReadOnlyList<EvidenceItem> limits) = SessionLimit.Of(user, record, facts);
            return new Verdict(ExposureState.Open, $"Sessions were not revoked after the exposure: refresh tokens from before can still be used. {limit}", [sessions, .. limits]) { ToDo = "Revoke the user's sessions.", UsableUntil = until };
        }

        TokenLifetime life = TokenLifetime.Of(facts);
        (string? pending, DateTimeOffset? usable, IReadOnlyList<EvidenceItem> evidence) = Pending(at, user, facts);
        IReadOnlyList<EvidenceItem> all = [sessions, .. evidence];
        return pending is null
            ? new Verdict(ExposureState.Remediated, $"Sessions were revoked on {EvidenceItem.Time(at)}, and access tokens issued before have run out ({life.Because}).", all) { RemediatedOn = at }
            : life.NotRead is not null && facts.Now >= at + life.Default
                ? new Verdict(ExposureState.CannotProve, $"{life.NotRead}. Sessions were revoked on {EvidenceItem.Time(at)}; by default access tokens issued before have run out, but a token lifetime policy may let them be used until {EvidenceItem.Time(usable)}.", all) { ToDo = "Let the account that scans read policies, or test again after that time.", UsableUntil = usable }
                : new Verdict(ExposureState.Open, $"Sessions were revoked on {EvidenceItem.Time(at)}. {pending}", all) { ToDo = "Test again after that time.", UsableUntil = usable };
    }

    // What can be used of access tokens that were issued before a revocation; no words once they have run out.
    private static (string? Text, DateTimeOffset? Until, IReadOnlyList<EvidenceItem> Evidence) Pending(DateTimeOffset revoked, User user, TenantFacts facts)
    {
        TokenLifetime life = TokenLifetime.Of(facts);
        DateTimeOffset until = revoked + life.Longest;
        if (facts.Now >= until)
        {
            return (null, null, life.Evidence);
        }

        (string sooner, IReadOnlyList<EvidenceItem> evidence) = ContinuousAccess.After(revoked, user, facts);
        return ($"Access tokens issued before can be used until {EvidenceItem.Time(until)} at most ({life.Because}{(life.NotRead is null ? "" : $"; {life.NotRead}")}). {sooner}", until, [.. life.Evidence, .. evidence]);
    }

    /// <summary>Where the password is kept, when that is not this tenant, or not known to be.</summary>
    public static string? Elsewhere(User user, TenantFacts facts) => user switch
    {
        { OnPremisesSyncEnabled: true } => "The account is synchronised: its password is kept on-premises, and the cloud's date does not prove that it was changed there.",
        { CreationType: "Invitation" } => "The account is a guest: its password is kept by its home organisation.",
        _ when facts.IsFederated(user.UserPrincipalName) is not false => facts.IsFederated(user.UserPrincipalName) is null
            ? $"{facts.NotWhole(Datasets.Domains)}: it is not known where the account's password is kept."
            : "The account's domain is federated: its password is kept by another identity provider.",
        _ => null,
    };

    private static Verdict Absent(ExposureRecord record, TenantFacts facts, bool asked, string? seenBefore)
    {
        bool Fits(DirectoryObject o) => TenantFacts.Same(o.Id, record.UserId)
            || (record.UserPrincipalName is { } name && (TenantFacts.Same(o.UserPrincipalName, name) || TenantFacts.Same(o.UserPrincipalName, o.Id.Replace("-", "", StringComparison.Ordinal) + name)));
        if (facts.NotWhole(Datasets.NamedUsers) is { } notRead)
        {
            return new Verdict(ExposureState.CannotProve, $"{notRead}.", []) { ToDo = "Let the account that scans read users, then test again." };
        }

        if (!asked)
        {
            return new Verdict(ExposureState.CannotProve, "NotCollected: the tenant's data was read without asking for this user.", []) { ToDo = "Test again while connected to the tenant." };
        }

        IReadOnlyList<EvidenceItem> absent = [facts.Evidence(Datasets.NamedUsers, "users", "no such user")];
        if (facts.Deleted(Fits, "#microsoft.graph.user") is { } deleted)
        {
            return new Verdict(ExposureState.Remediated, $"The user was deleted on {EvidenceItem.Time(deleted.DeletedDateTime)}. It can be restored until {EvidenceItem.Time(deleted.DeletedDateTime?.AddDays(30))}; reset its password then.",
                [.. absent, facts.Evidence(Datasets.DeletedObjects, "user.deletedDateTime", deleted.DeletedDateTime)])
            {
                Subject = deleted.DisplayName, SubjectId = deleted.Id, SubjectType = "User", RemediatedOn = deleted.DeletedDateTime,
            };
        }

        return seenBefore is not null
            ? new Verdict(ExposureState.Remediated, $"The user {seenBefore} was there when the case was tested before and is gone: it was deleted.", absent) { SubjectId = seenBefore, SubjectType = "User" }
            : new Verdict(ExposureState.NotFound, "The tenant has no such user: it was deleted long ago, was renamed, or the record is wrong.", absent) { SubjectType = "User", ToDo = "Check the record against its source; give the UserId when the account was renamed." };
    }
}
