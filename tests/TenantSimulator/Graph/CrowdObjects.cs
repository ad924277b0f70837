using System.Globalization;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>The objects of a <see cref="Crowd"/>, as Graph answers them.</summary>
internal sealed class CrowdObjects(Crowd crowd, string tenantId)
{
    private const int Users = 1, Applications = 2, Principals = 3, Secrets = 4, Certificates = 5, Assignments = 6, Grants = 7, Uses = 8;
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Crowd, HashSet<Guid>> Known = new();
    private static readonly string[] Scopes = ["User.Read", "openid profile email", "User.Read offline_access", "Calendars.Read"];
    private static readonly string[] Kinds = ["Application", "Application", "ManagedIdentity", "Application", "Application", "Legacy", "Application"];

    public Bulk UserList => new(crowd.Users, ["id", "displayName", "userPrincipalName"], (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Users, number)); break;
            case "displayName": writer.WriteString(name, Text("Person ", number)); break;
            case "userPrincipalName": writer.WriteString(name, Text("person.", number) + "@contoso.com"); break;
            default: writer.WriteNull(name); break;
        }
    });

    public Bulk RegistrationList => new(crowd.Users, ["id", "userPrincipalName", "isAdmin", "methodsRegistered"], (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Users, number)); break;
            case "userPrincipalName": writer.WriteString(name, Text("person.", number) + "@contoso.com"); break;
            case "isAdmin": writer.WriteBoolean(name, false); break;
            default: WriteTexts(writer, name, ["mobilePhone"]); break;
        }
    });

    public Bulk ApplicationList => new(crowd.Applications, Datasets.Applications.PropertyNames, (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Secrets + 100, number)); break;
            case "appId": writer.WriteString(name, Id(Applications, number)); break;
            case "displayName": writer.WriteString(name, Text("Line of business application ", number)); break;
            case "createdDateTime": writer.WriteString(name, Day(number, 2000)); break;
            case "signInAudience": writer.WriteString(name, "AzureADMyOrg"); break;
            case "publisherDomain": writer.WriteString(name, "contoso.com"); break;
            case "passwordCredentials": WriteSecrets(writer, number, number % 3); break;
            case "keyCredentials": WriteCertificates(writer, number, number % 5 == 0 ? 1 : 0, "Verify"); break;
            default: writer.WriteNull(name); break;
        }
    });

    public Bulk ServicePrincipalList => new(crowd.ServicePrincipals, Datasets.ServicePrincipals.PropertyNames, (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Principals, number)); break;
            case "appId": writer.WriteString(name, Id(Applications, number)); break;
            case "displayName": writer.WriteString(name, Text("Line of business application ", number)); break;
            case "accountEnabled": writer.WriteBoolean(name, number % 17 != 0); break;
            case "appOwnerOrganizationId": writer.WriteString(name, number < crowd.Applications ? tenantId : BuiltInRoles.MicrosoftTenantId); break;
            case "servicePrincipalType": writer.WriteString(name, Kind(number)); break;
            case "signInAudience": writer.WriteString(name, number < crowd.Applications ? "AzureADMyOrg" : "AzureADMultipleOrgs"); break;
            case "alternativeNames": WriteTexts(writer, name, Kind(number) == "ManagedIdentity" ? ["isExplicit=False", Text("/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/shared/providers/Microsoft.Web/sites/site", number)] : []); break;
            case "tags": WriteTexts(writer, name, number % 4 == 0 ? ["WindowsAzureActiveDirectoryIntegratedApp"] : []); break;
            case "passwordCredentials": WriteSecrets(writer, -1 - number, number % 31 == 0 ? 1 : 0); break;
            case "keyCredentials": WriteCertificates(writer, -1 - number, number % 23 == 0 ? 2 : 0, "Sign"); break;
            default: writer.WriteNull(name); break;
        }
    });

    /// <summary>Permissions to the resource; harmless ones, which no table of privilege knows.</summary>
    public Bulk AssignmentList(string resourceId) => new(crowd.AppRoleAssignments, Datasets.AppRoleAssignments.PropertyNames, (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Assignments, number)); break;
            case "appRoleId": writer.WriteString(name, Id(Assignments + 100, number % 40)); break;
            case "createdDateTime": writer.WriteString(name, Day(number, 1500)); break;
            case "principalId": writer.WriteString(name, Id(Principals, number % Math.Max(1, crowd.ServicePrincipals))); break;
            case "principalType": writer.WriteString(name, "ServicePrincipal"); break;
            case "principalDisplayName": writer.WriteString(name, Text("Line of business application ", number)); break;
            case "resourceId": writer.WriteString(name, resourceId); break;
            case "resourceDisplayName": writer.WriteString(name, "Microsoft Graph"); break;
            default: writer.WriteNull(name); break;
        }
    });

    public Bulk GrantList(string resourceId) => new(crowd.PermissionGrants, Datasets.PermissionGrants.PropertyNames, (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Grants, number)); break;
            case "clientId": writer.WriteString(name, Id(Principals, number % Math.Max(1, crowd.ServicePrincipals))); break;
            case "consentType": writer.WriteString(name, "AllPrincipals"); break;
            case "resourceId": writer.WriteString(name, resourceId); break;
            case "scope": writer.WriteString(name, Scopes[number % Scopes.Length]); break;
            default: writer.WriteNull(name); break;
        }
    });

    public Bulk UseList => new(crowd.Used, ["id", "appId", "lastSignInActivity", "delegatedClientSignInActivity", "applicationAuthenticationClientSignInActivity"], (writer, number, name) =>
    {
        switch (name)
        {
            case "id": writer.WriteString(name, Id(Uses, number)); break;
            case "appId": writer.WriteString(name, Id(Applications, number)); break;
            default:
                writer.WriteStartObject(name);
                writer.WriteString("lastSignInDateTime", Day(number, 300));
                writer.WriteEndObject();
                break;
        }
    });

    /// <summary>Whether a service principal of that id is among them.</summary>
    public bool HasServicePrincipal(string id) => Guid.TryParse(id, out Guid guid) && Known.GetOrAdd(crowd, static c => [.. Enumerable.Range(0, c.ServicePrincipals).Select(n => Id(Principals, n))]).Contains(guid);

    private static string Kind(int number) => Kinds[number % Kinds.Length];

    private static void WriteSecrets(Utf8JsonWriter writer, int owner, int count)
    {
        writer.WriteStartArray("passwordCredentials");
        for (int n = 0; n < count; n++)
        {
            writer.WriteStartObject();
            writer.WriteString("keyId", Id(Secrets + (n * 10), owner));
            writer.WriteString("displayName", "deployment");
            writer.WriteString("hint", "a1~");
            writer.WriteString("startDateTime", Day(owner, 300));
            writer.WriteString("endDateTime", Day(owner, 300).AddDays(365));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCertificates(Utf8JsonWriter writer, int owner, int count, string usage)
    {
        writer.WriteStartArray("keyCredentials");
        for (int n = 0; n < count; n++)
        {
            writer.WriteStartObject();
            writer.WriteString("keyId", Id(Certificates + (n * 10), owner));
            writer.WriteString("displayName", "CN=Single sign-on");
            writer.WriteString("customKeyIdentifier", Id(Certificates + 200, owner));
            writer.WriteString("startDateTime", Day(owner, 700));
            writer.WriteString("endDateTime", Day(owner, 700).AddDays(1095));
            writer.WriteString("type", "AsymmetricX509Cert");
            writer.WriteString("usage", usage);
            writer.WriteNull("key");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Text(string words, int number) => string.Create(CultureInfo.InvariantCulture, $"{words}{number}");

    private static DateTime Day(int number, int days) => TenantBuilder.Now.UtcDateTime.AddDays(-(uint)number % (uint)days);

    /// <summary>An id that looks like any other, the same for the same object.</summary>
    private static Guid Id(int kind, int number)
    {
        ulong seed = ((ulong)kind << 32) | (uint)number;
        Span<ulong> halves = [Mix(seed), Mix(seed + 0x5EED_0000_0000_0000UL)];
        return new Guid(System.Runtime.InteropServices.MemoryMarshal.AsBytes(halves));
    }

    // The finaliser of SplitMix64 (public domain): one to one, and without a pattern.
    private static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return value ^ (value >> 31);
    }
}
