using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca09BreakGlassAccountsAreSoundTests : AccessCheckTest
{
    private readonly string first, second;

    public Ca09BreakGlassAccountsAreSoundTests()
        : base("CA-09")
    {
        (first, second) = (Sound("bg1"), Sound("bg2"));
        Settings = new PostureSettings { BreakGlassAccounts = ["bg1@contoso.onmicrosoft.com", second] };
        Keys("enabled");
    }

    [Fact]
    public void Two_sound_accounts_pass()
    {
        Expect(first, Outcome.Pass);
        Expect(second, Outcome.Pass);
        Expect(Tenant.TenantId, Outcome.Pass, "2 break-glass accounts");
    }

    [Fact]
    public void One_account_is_too_few_and_one_that_does_not_exist_is_named()
    {
        Settings = new PostureSettings { BreakGlassAccounts = [first, "gone@contoso.com"] };
        Expect(Tenant.TenantId, Outcome.Fail, "Only one");
        Expect("gone@contoso.com", Outcome.Fail, "no user with privilege");
    }

    [Fact]
    public void None_declared_is_a_warning()
    {
        Settings = PostureSettings.Default;
        Expect(Tenant.TenantId, Outcome.Warning);
    }

    [Fact]
    public void A_block_on_unmanaged_devices_would_lock_it_out()
    {
        Tenant.Policy("Devices", "enabled", Everyone with { ExcludeUsers = [second] }, Mfa with { BuiltInControls = ["compliantDevice"] });
        Expect(first, Outcome.Fail, "blocks it on a device that is not managed (Devices)");
        Expect(second, Outcome.Pass);
    }

    [Fact]
    public void Each_point_is_held_to()
    {
        Change(u => u with { OnPremisesSyncEnabled = true }, "It is not cloud-only");
        Change(u => u with { OnPremisesSyncEnabled = null, UserPrincipalName = "bg2@contoso.com" }, "not at the initial domain contoso.onmicrosoft.com");
        Change(u => u with { UserPrincipalName = "bg2@contoso.onmicrosoft.com", AccountEnabled = false }, "It is disabled");
    }

    [Fact]
    public void A_weak_method_or_a_long_silence_fails()
    {
        Tenant.UserRegistrationDetails.RemoveAll(r => r.Id == first || r.Id == second);
        Tenant.Register(first, "mobilePhone").Register(second, "fido2SecurityKey");
        Tenant.SignedIn(second, 91);
        Expect(first, Outcome.Fail, "no phishing-resistant method");
        Expect(second, Outcome.Fail, "more than 90 days ago");
    }

    [Fact]
    public void An_eligible_role_is_not_enough()
    {
        Tenant.RoleAssignments.RemoveAll(a => a.PrincipalId == second);
        Tenant.RoleAssignmentScheduleInstances.RemoveAll(a => a.PrincipalId == second);
        Tenant.Eligible(GlobalAdministrator, second);
        Expect(second, Outcome.Fail, "not permanently Global Administrator");
    }

    [Fact]
    public void Without_a_row_it_is_not_assessed()
    {
        Tenant.UserRegistrationDetails.RemoveAll(r => r.Id == first);
        Expect(first, Outcome.NotAssessed, "Partial: userRegistrationDetails has no row");
    }

    private void Change(Func<Core.Snapshots.Items.User, Core.Snapshots.Items.User> change, string words)
    {
        int at = Tenant.Users.FindIndex(u => u.Id == second);
        Tenant.Users[at] = change(Tenant.Users[at]);
        Expect(second, Outcome.Fail, words);
    }

    private string Sound(string name)
    {
        string id = Tenant.User(name, u => u with { UserPrincipalName = $"{name}@contoso.onmicrosoft.com" });
        Tenant.Assign(GlobalAdministrator, id);
        Tenant.Register(id, "fido2SecurityKey");
        return id;
    }

    [Fact]
    public void One_account_under_two_names_is_one()
    {
        string name = Tenant.Users.First(u => u.Id == first).UserPrincipalName!;
        Settings = new PostureSettings { BreakGlassAccounts = [first, name, first.ToUpperInvariant()] };
        Expect(first, Outcome.Pass);
        Expect(Tenant.TenantId, Outcome.Fail, "Only one");
    }

    [Fact]
    public void A_key_that_may_not_be_used_opens_nothing()
    {
        Keys("disabled");
        Expect(first, Outcome.Fail, "The authentication methods policy does not let it use Passkey (FIDO2)");
    }

    [Fact]
    public void A_strength_that_its_key_does_not_meet_locks_it_out()
    {
        Tenant.Policy("Hello", "enabled", Everyone with { ExcludeUsers = [second] }, PhishingResistant with { AuthenticationStrength = new AuthenticationStrengthPolicy { Id = TenantSimulator.Tenants.TenantBuilder.Id("strength:hello"), DisplayName = "Hello", AllowedCombinations = ["windowsHelloForBusiness"] } });
        Expect(first, Outcome.Fail, "It is locked out: Policy 'Hello' does not accept Passkey (FIDO2)");
        Expect(second, Outcome.Pass);
    }

    [Fact]
    public void Without_a_known_initial_domain_no_name_is_proven()
    {
        Tenant.Domains.Clear();
        Expect(first, Outcome.NotAssessed, "names no initial domain");
    }

    private void Keys(string state) => Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = "Fido2", State = state, IncludeTargets = [new MethodTarget { TargetType = "group", Id = "all_users" }] }] };
}
