using System.Globalization;
using System.Text;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Exposure;

/// <summary>A list of 200 rows goes through: import, test against a simulated tenant, remediation, test again.</summary>
public sealed partial class ExposureEndToEndTests
{
    private const int EachKind = 18;
    private static readonly DateTimeOffset Exposed = TenantBuilder.Now.AddDays(-30);
    private static readonly DateTimeOffset Before = Exposed.AddDays(-5);
    private static readonly DateTimeOffset After = Exposed.AddDays(5);

    [Fact]
    public async Task Two_hundred_rows_end_in_the_right_state_before_and_after_remediation()
    {
        ExposureList list = ExposureListReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv())), TenantBuilder.Now);
        Assert.Equal((200, 20), (list.Records.Count + list.Refused.Count, list.Refused.Count));
        ExposureCase opened = ExposureCase.Open(new CaseDetails { Title = "Leak" }, TenantBuilder.Now, "alice").WithRecords(list.Records, TenantBuilder.Now, "alice");

        ExposureCase tested = await TestAsync(opened, Tenant(remediated: false));
        AssertStates(tested, open: 6 * EachKind, remediated: 0, cannotProve: 2 * EachKind, notFound: 2 * EachKind);
        Assert.All(tested.Records, r => Assert.Equal(First(r), tested.Results[r.Id].State));

        ExposureCase mended = await TestAsync(tested, Tenant(remediated: true));
        AssertStates(mended, open: 0, remediated: 6 * EachKind, cannotProve: 2 * EachKind, notFound: 2 * EachKind);
        Assert.Equal(6 * EachKind, mended.LastTest!.Test!.Results.Count);
        Assert.All(mended.LastTest.Test.Results, r => Assert.NotNull(r.RemediatedOn));

        ExposureCase again = await TestAsync(mended, Tenant(remediated: true));
        Assert.Equal((0, 10 * EachKind), (again.LastTest!.Test!.Results.Count, again.LastTest.Test.Unchanged));
    }

    private static async Task<ExposureCase> TestAsync(ExposureCase exposureCase, TenantBuilder tenant)
    {
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(ExposureProof.Scope(exposureCase.Records), [.. ExposureProof.Needs([.. exposureCase.Records])]);
        IReadOnlyList<ExposureResult> results = ExposureProof.Prove(exposureCase.Records, snapshot, exposureCase.Results);
        Assert.All(results.Where(r => r.State is ExposureState.Remediated or ExposureState.NotFound), r => Assert.NotEmpty(r.Evidence));
        return exposureCase.WithTest(snapshot.Info.TenantId, snapshot.Info.CollectedAt, [.. results.Select(r => r.ToCaseResult())], TenantBuilder.Now, "alice");
    }

    private static void AssertStates(ExposureCase tested, int open, int remediated, int cannotProve, int notFound)
    {
        int Count(ExposureState state) => tested.Results.Values.Count(r => r.State == state);
        Assert.Equal((open, remediated, cannotProve, notFound), (Count(ExposureState.Open), Count(ExposureState.Remediated), Count(ExposureState.CannotProve), Count(ExposureState.NotFound)));
        Assert.Equal(tested.Records.Count, open + remediated + cannotProve + notFound);
    }

    private static ExposureState First(ExposureRecord record) => record.Reference.Split('-')[0] switch
    {
        "synced" or "outside" => ExposureState.CannotProve,
        "nobody" or "noapp" => ExposureState.NotFound,
        _ => ExposureState.Open,
    };

    private static string Csv()
    {
        var csv = new StringBuilder("Reference,Kind,UserPrincipalName,AppId,DisplayName,ResourceId,KeyId,ExposedOn,Note\r\n");
        string day = Exposed.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        for (int i = 0; i < EachKind; i++)
        {
            void Row(string name, ExposureKind kind, string? user = null, string? app = null, string? display = null, string? resource = null, string? key = null) =>
                csv.Append(CultureInfo.InvariantCulture, $"{name}-{i},{kind},{user},{app},{display},{resource},{key},{day},\r\n");
            Row("secret", ExposureKind.Secret, app: App("secret", i), key: TenantBuilder.Id($"secret:old{i}"));
            Row("principal", ExposureKind.Certificate, app: App("principal", i));
            Row("left", ExposureKind.Secret, display: $"left{i}");
            Row("password", ExposureKind.Password, user: $"password{i}@contoso.com");
            Row("token", ExposureKind.Token, user: $"token{i}@contoso.com");
            Row("storage", ExposureKind.ConnectionString, resource: Storage(i));
            Row("synced", ExposureKind.Password, user: $"synced{i}@contoso.com");
            Row("outside", ExposureKind.ApiKey, display: $"Vendor {i}");
            Row("nobody", ExposureKind.Other, user: $"nobody{i}@contoso.com");
            Row("noapp", ExposureKind.Secret, app: App("noapp", i));
        }

        string[] bad = [",Secret,,{0},,,,2026-10-03,", "bad,Keys,,{0},,,,2026-10-03,", "bad,Password,,,,,,2026-10-03,", "bad,Secret,,{0},,,,2026-10-03T10:00:00,", "bad,Secret,,{0},,,,2026-10-03,password: Winter2024!"];
        for (int i = 0; i < 20; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{string.Format(CultureInfo.InvariantCulture, bad[i % bad.Length], App("bad", i))}\r\n");
        }

        return csv.ToString();
    }

    private static TenantBuilder Tenant(bool remediated)
    {
        var tenant = new TenantBuilder();
        DateTimeOffset reset = remediated ? After : Before;
        for (int i = 0; i < EachKind; i++)
        {
            PasswordCredential old = TenantBuilder.Secret($"old{i}", 60, 365);
            PasswordCredential made = TenantBuilder.Secret($"new{i}", 10, 365);
            tenant.Application($"secret{i}", remediated ? made : old);
            tenant.Application($"principal{i}", made);
            tenant.Application($"left{i}", remediated ? [made] : [made, old]);
            if (!remediated)
            {
                int at = tenant.ServicePrincipals.FindIndex(p => p.DisplayName == $"principal{i}");
                tenant.ServicePrincipals[at] = tenant.ServicePrincipals[at] with { KeyCredentials = [TenantBuilder.Certificate($"old{i}", 60, 365)] };
            }

            tenant.User($"password{i}", u => u with { LastPasswordChangeDateTime = reset, SignInSessionsValidFromDateTime = reset });
            tenant.User($"token{i}", u => u with { LastPasswordChangeDateTime = Before, SignInSessionsValidFromDateTime = reset });
            tenant.User($"synced{i}", u => u with { OnPremisesSyncEnabled = true, LastPasswordChangeDateTime = After, SignInSessionsValidFromDateTime = After });
            tenant.NamedResources.Add(new NamedResource
            {
                Asked = Storage(i),
                Resource = new AzureResource { Id = Storage(i), Name = $"contoso{i}", Type = "Microsoft.Storage/storageAccounts", Properties = new AzureResourceProperties { KeyCreationTime = new KeyCreationTime { Key1 = After, Key2 = reset } } },
            });
        }

        return tenant;
    }

    private static string App(string name, int i) => TenantBuilder.Id($"app:{name}{i}");

    private static string Storage(int i) => $"/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/contoso{i}";
}
