using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>Proof for the credentials of an application: on the application and on the service principal the exposed key is gone and
/// nothing from before the exposure is valid; or the application is disabled or deleted.</summary>
internal static class ApplicationProof
{
    public const string Subject = "Application";
    private const int RestorableDays = 30;

    public static Verdict Prove(ExposureRecord record, TenantFacts facts, string? seenBefore)
    {
        IReadOnlyList<string> appIds = AppIds(record, facts);
        string? notRead = facts.NotWhole(Datasets.Applications, Datasets.ServicePrincipals);
        if (appIds.Count > 1)
        {
            return new Verdict(ExposureState.CannotProve, $"{(record.AppId ?? record.ServicePrincipalId) switch { null => $"{appIds.Count} applications are named '{record.DisplayName}'", _ => "its ids name different applications" }}: {string.Join(", ", appIds)}.", [])
            {
                Candidates = [.. appIds.Select(id => Describe(id, facts))], ToDo = "Give the AppId of the right one.",
            };
        }

        return appIds is [var appId] ? Judge(record, appId, facts, notRead) : Absent(record, facts, notRead, seenBefore);
    }

    /// <summary>The applications that the record may mean.</summary>
    public static IReadOnlyList<string> AppIds(ExposureRecord record, TenantFacts facts)
    {
        string[] ids = [.. new[] { record.AppId, record.ServicePrincipalId }.OfType<string>()];
        return ids.Length == 0
            ? record.DisplayName is null ? [] : facts.AppIdsNamed(record.DisplayName)
            : [.. ids.Select(facts.AppIdOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static Verdict Judge(ExposureRecord record, string appId, TenantFacts facts, string? notRead)
    {
        Application? application = facts.Application(appId);
        ServicePrincipal? principal = facts.Principal(appId);
        IReadOnlyList<AppCredentialFact> credentials = AppCredentialFact.Of(application, principal);
        AppCredentialFact[] valid = [.. credentials.Where(c => c.IsValidAt(facts.Now))];
        AppCredentialFact[] exposed = [.. valid.Where(c => c.IsNamedBy(record))];
        AppCredentialFact[] old = [.. valid.Where(c => c.IsFromBefore(record.ResetAfter)).Except(exposed)];
        Verdict verdict = Disabled(application, principal, facts, exposed.Length + old.Length) ?? Credentials(record, facts, credentials, exposed, old);
        if (verdict.State == ExposureState.Remediated)
        {
            verdict = Unseen(application, principal, facts, notRead, verdict);
        }

        return verdict with { Subject = application?.DisplayName ?? principal?.DisplayName ?? appId, SubjectId = appId, SubjectType = Subject };
    }

    private static Verdict? Disabled(Application? application, ServicePrincipal? principal, TenantFacts facts, int left)
    {
        string remains = left == 0 ? "" : $" {left} of its credentials from before the exposure remain; they would work again once it is enabled.";
        string? todo = left == 0 ? null : "Remove the old credentials before anyone enables the application again.";
        if (application?.IsDisabled == true)
        {
            return new Verdict(ExposureState.Remediated, $"The application is disabled.{remains}", [facts.Evidence(Datasets.Applications, "application.isDisabled", "true")]) { ToDo = todo };
        }

        if (principal is null || (principal.AccountEnabled != false && principal.IsDisabled != true))
        {
            return null;
        }

        // An application that other tenants use too goes on there: its credentials are judged all the same.
        bool usedElsewhere = application is not null && application.SignInAudience is not (null or "AzureADMyOrg");
        return usedElsewhere ? null : new Verdict(ExposureState.Remediated, $"The service principal is disabled: nobody can sign in with the application's credentials in this tenant.{remains}",
            [facts.Evidence(Datasets.ServicePrincipals, principal.AccountEnabled == false ? "servicePrincipal.accountEnabled" : "servicePrincipal.isDisabled", principal.AccountEnabled == false ? "false" : "true")]) { ToDo = todo };
    }

    private static Verdict Credentials(ExposureRecord record, TenantFacts facts, IReadOnlyList<AppCredentialFact> all, AppCredentialFact[] exposed, AppCredentialFact[] old)
    {
        bool named = (record.KeyId ?? record.Thumbprint ?? record.Hint) is not null;
        if (exposed.Length > 0)
        {
            return new Verdict(ExposureState.Open, $"The exposed credential is still valid: {List(exposed)}.", Dates(exposed, facts)) { ToDo = "Add a new credential, move the application to it, then remove the exposed one." };
        }

        if (old.Length > 0)
        {
            string gone = named ? "The exposed credential is gone, but others" : "Credentials";
            return new Verdict(ExposureState.Open, $"{gone} from before {EvidenceItem.Time(record.ResetAfter)} are still valid: {List(old)}.", Dates(old, facts)) { ToDo = "Replace every credential from before the exposure, on the application and on its service principal." };
        }

        AppCredentialFact[] made = [.. all.Where(c => !c.IsFromBefore(record.ResetAfter)).OrderBy(c => c.Start)];
        AppCredentialFact[] expired = [.. all.Where(c => c.IsFromBefore(record.ResetAfter))];
        string left = expired.Length == 0 ? "" : $" {expired.Length} from before have expired and may be removed.";
        string now = made.Length > 0 ? $"The first of {made.Length} made since is of {EvidenceItem.Time(made[0].Start)}." : "None was made since: nobody can sign in with a secret or certificate.";
        IReadOnlyList<EvidenceItem> evidence = made.Length + expired.Length > 0 ? Dates([.. made, .. expired], facts)
            : [facts.Evidence(Datasets.Applications, "application.passwordCredentials, keyCredentials", "[]"), facts.Evidence(Datasets.ServicePrincipals, "servicePrincipal.passwordCredentials, keyCredentials", "[]")];
        return new Verdict(ExposureState.Remediated, $"No credential from before {EvidenceItem.Time(record.ResetAfter)} is valid on the application or its service principal. {now}{left}", evidence) { RemediatedOn = made.FirstOrDefault()?.Start };
    }

    // What was not read, or cannot be, turns 'remediated' into 'cannot prove'; it never turns 'open' into anything better.
    private static Verdict Unseen(Application? application, ServicePrincipal? principal, TenantFacts facts, string? notRead, Verdict verdict)
    {
        if (notRead is not null)
        {
            return verdict with { State = ExposureState.CannotProve, Reason = $"{notRead}. What was read shows no fault.", ToDo = "Let the account that scans read applications and service principals, then test again.", RemediatedOn = null };
        }

        if (application is { PasswordCredentials: null } or { KeyCredentials: null } || principal is { PasswordCredentials: null } or { KeyCredentials: null })
        {
            return verdict with { State = ExposureState.CannotProve, Reason = "The lists of credentials were not read.", RemediatedOn = null };
        }

        bool disabled = principal is { AccountEnabled: false } or { IsDisabled: true };
        bool foreign = application is null && principal?.AppOwnerOrganizationId is { } owner && !TenantFacts.Same(owner, facts.Snapshot.Info.TenantId);
        return foreign && !disabled
            ? verdict with
            {
                State = ExposureState.CannotProve, RemediatedOn = null, ToDo = $"Ask its owner (tenant {principal!.AppOwnerOrganizationId}) for the reset, or disable the service principal here.",
                Reason = $"The application belongs to tenant {principal.AppOwnerOrganizationId}: its own credentials cannot be read from here. Its service principal here holds none from before the exposure.",
                Evidence = [.. verdict.Evidence, facts.Evidence(Datasets.ServicePrincipals, "servicePrincipal.appOwnerOrganizationId", principal.AppOwnerOrganizationId)],
            }
            : verdict;
    }

    private static Verdict Absent(ExposureRecord record, TenantFacts facts, string? notRead, string? seenBefore)
    {
        bool Fits(DirectoryObject o) => TenantFacts.Same(o.AppId, record.AppId) || TenantFacts.Same(o.Id, record.ServicePrincipalId) || TenantFacts.Same(o.Id, record.AppId)
            || (record.AppId is null && record.ServicePrincipalId is null && TenantFacts.Same(o.DisplayName, record.DisplayName));
        if (notRead is not null)
        {
            return new Verdict(ExposureState.CannotProve, $"{notRead}. The application is not among those read.", []) { ToDo = "Let the account that scans read applications and service principals, then test again." };
        }

        IReadOnlyList<EvidenceItem> absent = [facts.Evidence(Datasets.Applications, "applications", "no such application"), facts.Evidence(Datasets.ServicePrincipals, "servicePrincipals", "no such service principal")];
        if (facts.Deleted(Fits, "#microsoft.graph.application", "#microsoft.graph.servicePrincipal") is { } deleted)
        {
            return new Verdict(ExposureState.Remediated, $"The application was deleted on {EvidenceItem.Time(deleted.DeletedDateTime)}. It can be restored, with its credentials, until {EvidenceItem.Time(deleted.DeletedDateTime?.AddDays(RestorableDays))}.",
                [.. absent, facts.Evidence(Datasets.DeletedObjects, $"{deleted.ODataType?[17..]}.deletedDateTime", deleted.DeletedDateTime)])
            {
                Subject = deleted.DisplayName, SubjectId = deleted.AppId ?? deleted.Id, SubjectType = Subject, RemediatedOn = deleted.DeletedDateTime,
            };
        }

        return seenBefore is not null
            ? new Verdict(ExposureState.Remediated, $"The application {seenBefore} was there when the case was tested before and is gone: it was deleted.", absent) { SubjectId = seenBefore, SubjectType = Subject }
            : new Verdict(ExposureState.NotFound, "The tenant has no such application or service principal: it was deleted long ago, lies in another tenant, or the record is wrong.", absent) { SubjectType = Subject, ToDo = "Check the record against its source." };
    }

    private static string Describe(string appId, TenantFacts facts)
    {
        Application? application = facts.Application(appId);
        ServicePrincipal? principal = facts.Principal(appId);
        return $"{application?.DisplayName ?? principal?.DisplayName} (AppId {appId}, {(application is null ? $"of tenant {principal?.AppOwnerOrganizationId}" : $"created {EvidenceItem.Time(application.CreatedDateTime)}")})";
    }

    private static string List(IReadOnlyCollection<AppCredentialFact> credentials) => string.Join("; ", credentials.Select(c => $"{c.Text} until {EvidenceItem.Time(c.End)}"));

    private static IReadOnlyList<EvidenceItem> Dates(IEnumerable<AppCredentialFact> credentials, TenantFacts facts) =>
        [.. credentials.SelectMany(c => new[] { facts.Evidence(c.Dataset, c.Property("startDateTime"), c.Start), facts.Evidence(c.Dataset, c.Property("endDateTime"), c.End) })];
}
