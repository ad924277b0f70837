using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class TenantBuilder
{
    /// <summary>The three authentication strengths that every tenant has.</summary>
    public TenantBuilder BuiltInStrengths()
    {
        string[] resistant = ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"];
        string[] passwordless = [.. resistant, "deviceBasedPush"];
        string[] any =
        [
            .. passwordless, "temporaryAccessPassOneTime", "temporaryAccessPassMultiUse", "password,microsoftAuthenticatorPush", "password,softwareOath", "password,hardwareOath", "password,x509CertificateSingleFactor",
            "password,x509CertificateMultiFactor", "password,sms", "password,voice", "federatedMultiFactor", "microsoftAuthenticatorPush,federatedSingleFactor", "softwareOath,federatedSingleFactor", "hardwareOath,federatedSingleFactor", "sms,federatedSingleFactor", "voice,federatedSingleFactor",
        ];
        foreach ((string id, string name, string[] combinations) in ((string, string, string[])[])[("2", "Multifactor authentication", any), ("3", "Passwordless MFA", passwordless), ("4", "Phishing-resistant MFA", resistant)])
        {
            AuthenticationStrengthPolicies.Add(new AuthenticationStrengthPolicy { Id = $"00000000-0000-0000-0000-00000000000{id}", DisplayName = name, PolicyType = "builtIn", RequirementsSatisfied = "mfa", AllowedCombinations = combinations });
        }

        return this;
    }

    /// <summary>A conditional access policy for all resources and all client applications, unless said otherwise.</summary>
    public ConditionalAccessPolicy Policy(string name, string state, ConditionUsers users, GrantControls? grant = null, SessionControls? session = null, IReadOnlyList<string>? applications = null, IReadOnlyList<string>? clientAppTypes = null, Func<ConditionSet, ConditionSet>? with = null)
    {
        var conditions = new ConditionSet
        {
            Users = users, Applications = new ConditionApplications { IncludeApplications = applications ?? ["All"], ExcludeApplications = [], IncludeUserActions = [], IncludeAuthenticationContextClassReferences = [] },
            ClientAppTypes = clientAppTypes ?? ["all"], UserRiskLevels = [], SignInRiskLevels = [], ServicePrincipalRiskLevels = [],
        };
        var policy = new ConditionalAccessPolicy { Id = Id("policy:" + name), DisplayName = name, State = state, CreatedDateTime = Now.AddDays(-400), ModifiedDateTime = Now.AddDays(-100), Conditions = with is null ? conditions : with(conditions), GrantControls = grant, SessionControls = session };
        ConditionalAccessPolicies.Add(policy);
        return policy;
    }
}
