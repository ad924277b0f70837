using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-07: the tenant's method policies leave administrators no weak way back in. Three findings about the tenant.</summary>
internal sealed class Mfa07MethodPoliciesAreStrict : Check
{
    private const string SelfService = "Self-service password reset", Attestation = "Passkey attestation", Migration = "Method policy migration";

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-07",
        Title = "Administrators cannot reset passwords by self-service, passkeys are attested, method policies are migrated",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.Medium,
        Provenance = [Provenance.ED, Provenance.BOD],
        References = ["SCuBA MS.AAD.3.4v1", "EIDSCA AP01", "EIDSCA AF03", "NIST IA-5", "NIST IA-12", "ATT&CK T1556"],
        Remediation = "Set allowedToUseSSPR of the authorization policy to false, enforce attestation of passkeys (FIDO2), and finish the migration of the legacy method policies.",
        Needs = [Datasets.AuthorizationPolicy, Datasets.AuthenticationMethodsPolicy],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Snapshot.Get(Datasets.AuthorizationPolicy).Items is [AuthorizationPolicy authorization, ..])
        {
            yield return authorization.AllowedToUseSSPR switch
            {
                false => Pass(context, context.Tenant, "Administrators cannot use self-service password reset.", SelfService, "allowedToUseSSPR=false"),
                true => Fail(context, context.Tenant, "Administrators may reset their password by self-service, with two weak methods.", SelfService, "allowedToUseSSPR=true"),
                null => NotAssessed(context, context.Tenant, "Partial: authorizationPolicy lacks allowedToUseSSPR.", SelfService),
            };
        }
        else if (context.IsMet(Datasets.AuthorizationPolicy, Metadata.Id))
        {
            yield return NotAssessed(context, context.Tenant, "Partial: authorizationPolicy is empty, and every tenant has one.", SelfService);
        }

        if (context.Snapshot.Get(Datasets.AuthenticationMethodsPolicy).Items is [AuthenticationMethodsPolicy methods, ..])
        {
            yield return JudgeAttestation(context, methods);
            yield return methods.PolicyMigrationState is null or "migrationComplete"
                ? Pass(context, context.Tenant, "Methods are managed in one policy.", Migration, $"policyMigrationState={methods.PolicyMigrationState}")
                : Fail(context, context.Tenant, "The legacy policies for multifactor authentication and password reset still count beside the method policy.", Migration, $"policyMigrationState={methods.PolicyMigrationState}");
        }
        else if (context.IsMet(Datasets.AuthenticationMethodsPolicy, Metadata.Id))
        {
            yield return NotAssessed(context, context.Tenant, "Partial: authenticationMethodsPolicy is empty, and every tenant has one.", Migration);
        }
    }

    private Finding JudgeAttestation(CheckContext context, AuthenticationMethodsPolicy methods)
    {
        AuthenticationMethodConfiguration? passkeys = methods.AuthenticationMethodConfigurations?.FirstOrDefault(c => string.Equals(c.Id, "Fido2", StringComparison.OrdinalIgnoreCase));
        PasskeyProfiles? profiles = passkeys is null ? null : PasskeyProfiles.Of(passkeys);
        string evidence = $"state={passkeys?.State}; isAttestationEnforced={passkeys?.IsAttestationEnforced}{(profiles is null ? "" : $"; profiles={profiles}")}";
        return passkeys?.State switch
        {
            null => NotAssessed(context, context.Tenant, "Partial: authenticationMethodsPolicy lacks the configuration of passkeys.", Attestation, evidence),
            "enabled" when profiles is { Open: { Count: > 0 } open } => Fail(context, context.Tenant, $"A passkey of any make, software ones too, can be registered: attestation is not enforced by passkey profile {string.Join(", ", open)}.", Attestation, evidence, Severity.Low),
            "enabled" when profiles is { IsTold: false } => NotAssessed(context, context.Tenant, "Partial: passkey profiles decide on attestation, and authenticationMethodsPolicy does not tell what they say.", Attestation, evidence),
            "enabled" when profiles is not null || passkeys.IsAttestationEnforced == true => Pass(context, context.Tenant, "Passkeys must prove their make and model.", Attestation, evidence),
            "enabled" => Fail(context, context.Tenant, "A passkey of any make, software ones too, can be registered: attestation is not enforced.", Attestation, evidence, Severity.Low),
            "disabled" => NotApplicable(context, context.Tenant, "Passkeys are switched off.", Attestation, evidence),
            _ => NotAssessed(context, context.Tenant, $"Partial: the state '{passkeys!.State}' of passkeys is not known.", Attestation, evidence),
        };
    }
}
