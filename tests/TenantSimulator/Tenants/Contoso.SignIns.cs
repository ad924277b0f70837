using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <content>The sign-in log of the last thirty days: ordinary use that ends where each account's last use is, a low and slow password spray that gets into one account, an exposed account
/// that signs in from a new country, and an exposed secret that is used from a new network.</content>
public static partial class Contoso
{
    private const string Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";
    private const int WrongPassword = 50126;
    private static readonly (string Id, string Name) Exchange = ("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online");
    private static readonly (string Id, string Name) Teams = ("5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "Microsoft Teams Web Client");
    private static readonly (string Id, string Name) PowerShell = ("1b730954-1685-4b74-9bfd-dac224a7b894", "Azure Active Directory PowerShell");

    private static void AddSignIns(TenantBuilder tenant)
    {
        // The logs of users with privilege are a part of this one; v1.0 does not tell the methods.
        tenant.SignIns.AddRange(tenant.PrivilegedSignIns.Select(s => s with { AuthenticationDetails = null, AuthenticationRequirement = null, SignInEventTypes = null }));
        foreach ((int number, User user) in tenant.Users.Index())
        {
            if (tenant.SignInActivity.Find(a => a.Id == user.Id)?.SignInActivity?.LastSuccessfulSignInDateTime is { } last)
            {
                Ordinary(tenant, user, number, last);
            }
        }

        Spray(tenant);
        Abroad(tenant, tenant.Users.Find(u => u.Id == Person("Erik Sandberg"))!);
        Workloads(tenant);
        var month = new CollectionScope { LogsSince = DaysAgo(30), LogsOfEveryone = true };
        tenant.Window(Datasets.SignIns, month).Window(Datasets.OtherSignIns, month);
    }

    private static void Ordinary(TenantBuilder tenant, User user, int number, DateTimeOffset last)
    {
        string office = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{10 + (number % 3)}"), home = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{number + 1}");
        for (int i = 0; i < 8 && last.AddDays(-4 * i) > DaysAgo(30); i++)
        {
            DateTimeOffset at = last.AddDays(-4 * i);
            bool away = (number + i) % 4 == 0;
            SignIn signIn = Make(tenant, user, at, away ? home : office, "NO", i % 2 == 0 ? Exchange : Teams, 0);
            if ((number + i) % 9 == 1)
            {
                tenant.SignIns.Add(Make(tenant, user, at.AddMinutes(-1), signIn.IpAddress!, "NO", Exchange, WrongPassword));
            }

            tenant.SignIns.Add(signIn);
            if (i % 2 == 0)
            {
                tenant.OtherSignIns.Add(Make(tenant, user, at.AddMinutes(-5), signIn.IpAddress!, "NO", Teams, 0) with { IsInteractive = false, SignInEventTypes = ["nonInteractiveUser"] });
            }
        }
    }

    // From 12 October on: an account every three hours or so, each twice, from addresses that never repeat within a week. One password was right.
    private static void Spray(TenantBuilder tenant)
    {
        User[] tried = [.. tenant.Users.Where(u => u.UserPrincipalName!.EndsWith("@contoso.com", StringComparison.Ordinal))];
        for (int i = 0; i < tried.Length * 2; i++)
        {
            User user = tried[i * 7 % tried.Length];
            tenant.SignIns.Add(Sprayed(tenant, user, i, user.AccountEnabled == false ? 50057 : user.Id == Person("Hugo Laurent") && i >= tried.Length ? 50076 : WrongPassword));
        }

        tenant.SignIns.Add(Sprayed(tenant, tenant.Users.Find(u => u.Id == Person("Maja Novak"))!, (tried.Length * 2) + 1, 0));
    }

    private static SignIn Sprayed(TenantBuilder tenant, User user, int number, int code) =>
        Make(tenant, user, new DateTimeOffset(2026, 10, 12, 1, 0, 0, TimeSpan.Zero).AddMinutes(211 * number), string.Create(CultureInfo.InvariantCulture, $"2001:db8:{0x7700 + (number % 23):x}::{number % 5 + 1}"), number % 2 == 0 ? "NL" : "BR", PowerShell, code) with
        {
            ClientAppUsed = "Mobile Apps and Desktop clients", UserAgent = "python-requests/2.32.3", DeviceDetail = null,
        };

    // Its password is kept by the federated domain, whose second certificate appeared on the same day.
    private static void Abroad(TenantBuilder tenant, User erik)
    {
        foreach (int hours in (int[])[2, 25])
        {
            tenant.SignIns.Add(Make(tenant, erik, DaysAgo(30).AddHours(hours), "192.0.2.201", "SE", Exchange, 0));
        }

        foreach (int minutes in (int[])[0, 34, 212])
        {
            tenant.SignIns.Add(Make(tenant, erik, DaysAgo(20).AddHours(-3).AddMinutes(minutes), "198.51.100.201", "RO", minutes == 0 ? Exchange : PowerShell, 0) with { UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", DeviceDetail = new SignInDevice { DeviceId = "", OperatingSystem = "Linux", Browser = "Firefox 128.0" } });
        }
    }

    private static void Workloads(TenantBuilder tenant)
    {
        foreach (ServicePrincipalSignInActivity activity in tenant.ServicePrincipalSignInActivities)
        {
            if (activity.LastSignInActivity?.LastSignInDateTime is not { } last || tenant.ServicePrincipals.Find(p => p.AppId == activity.AppId) is not { } principal)
            {
                continue;
            }

            string? key = tenant.AppCredentialSignInActivities.Find(a => a.AppId == activity.AppId)?.KeyId;
            for (int i = 0; last.AddDays(-3 * i) > DaysAgo(30); i++)
            {
                tenant.OtherSignIns.Add(Workload(principal, key, last.AddDays(-3 * i), "203.0.113.80", "NO", 8075));
            }
        }

        ServicePrincipal hr = tenant.ServicePrincipals.Find(p => p.DisplayName == "HR Provisioning")!;
        tenant.OtherSignIns.Add(Workload(hr, TenantBuilder.Id("secret:hr 2025"), DaysAgo(30).AddHours(9), "203.0.113.80", "NO", 8075));
        tenant.OtherSignIns.Add(Workload(hr, TenantBuilder.Id("secret:hr 2025"), DaysAgo(11).AddMinutes(17), "198.51.100.23", "RO", 64500));
    }

    private static SignIn Workload(ServicePrincipal principal, string? key, DateTimeOffset at, string address, string country, int system) => new()
    {
        Id = TenantBuilder.Id($"workload sign-in:{principal.Id}:{at.Ticks}"), CreatedDateTime = at, AppId = principal.AppId, AppDisplayName = principal.DisplayName, ServicePrincipalId = principal.Id, ServicePrincipalName = principal.DisplayName,
        ResourceId = "00000003-0000-0000-c000-000000000000", ResourceDisplayName = "Microsoft Graph", IpAddress = address, AutonomousSystemNumber = system, Location = new SignInLocation { CountryOrRegion = country }, Status = new SignInStatus { ErrorCode = 0 },
        SignInEventTypes = [key is null ? "managedIdentity" : "servicePrincipal"], ServicePrincipalCredentialKeyId = key,
    };

    private static SignIn Make(TenantBuilder tenant, User user, DateTimeOffset at, string address, string country, (string Id, string Name) application, int code) => new()
    {
        Id = TenantBuilder.Id($"sign-in of {user.Id}:{at.Ticks}:{tenant.SignIns.Count + tenant.OtherSignIns.Count}"), CreatedDateTime = at, UserId = user.Id, UserPrincipalName = user.UserPrincipalName, AppId = application.Id, AppDisplayName = application.Name,
        ResourceDisplayName = application == PowerShell ? "Windows Azure Active Directory" : application.Name, IpAddress = address, ClientAppUsed = "Browser", UserAgent = Agent, IsInteractive = true, ConditionalAccessStatus = code == 0 ? "success" : "notApplied",
        Status = new SignInStatus { ErrorCode = code }, Location = new SignInLocation { CountryOrRegion = country }, DeviceDetail = new SignInDevice { DeviceId = "", OperatingSystem = "Windows10", Browser = "Edge 141.0.0" },
    };
}
