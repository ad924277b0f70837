using System.Globalization;
using System.Text;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Exposure;

/// <summary>A list of 200 rows goes through: import, test against a simulated tenant, remediation, test again.</summary>
public sealed partial class ExposureEndToEndTests
{
    private const int EachKind = 12;
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
        AssertStates(tested, open: 10 * EachKind, remediated: 0, cannotProve: 3 * EachKind, notFound: 2 * EachKind);
        Assert.All(tested.Records, r => Assert.Equal(First(r), tested.Results[r.Id].State));

        ExposureCase mended = await TestAsync(tested, Tenant(remediated: true));
        AssertStates(mended, open: 0, remediated: 9 * EachKind, cannotProve: 4 * EachKind, notFound: 2 * EachKind);
        Assert.All(mended.Records, r => Assert.Equal(Last(r), mended.Results[r.Id].State));
        Assert.Equal(10 * EachKind, mended.LastTest!.Test!.Results.Count);
        Assert.All(mended.LastTest.Test.Results.Where(r => r.State == ExposureState.Remediated && !r.RecordId.StartsWith("disabled", StringComparison.Ordinal)), r => Assert.NotNull(r.RemediatedOn));

        ExposureCase again = await TestAsync(mended, Tenant(remediated: true));
        Assert.Equal((0, 15 * EachKind), (again.LastTest!.Test!.Results.Count, again.LastTest.Test.Unchanged));

        ExposureCase closed = mended.Records.Where(r => Last(r) == ExposureState.CannotProve)
            .Aggregate(again, (c, r) => c.WithNote(new CaseNote { RecordId = r.Id, Decision = CaseDecision.ResetByHand, ResetOn = After, Note = "shown" }, TenantBuilder.Now, "bob"));
        Assert.Equal((13 * EachKind, 2 * EachKind), (closed.Items.Count(i => i.IsClosed), closed.Items.Count(i => !i.IsClosed)));
        Assert.Equal(closed.Head, ExposureCase.FromFile(closed.ToFile()).Head);
    }

    [Fact]
    public void Every_bad_row_is_named_with_its_line_and_reason_and_no_secret()
    {
        ExposureList list = ExposureListReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv())), TenantBuilder.Now);
        string[] reasons = ["Reference is empty", "Kind is none of", "a Password needs UserPrincipalName or UserId", "ExposedOn has a time without an offset", "Note seems to hold a password or key after its name"];
        Assert.Equal(Enumerable.Range(182, 20), list.Refused.Select(r => r.Line));
        Assert.All(list.Refused.Select((row, index) => (row, index)), r => Assert.Contains(reasons[r.index % reasons.Length], r.row.Reasons, StringComparison.Ordinal));
        Assert.All(list.Refused, r => Assert.DoesNotContain("Winter", r.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_checks_of_the_case_say_the_same_as_the_test()
    {
        ExposureList list = ExposureListReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv())), TenantBuilder.Now);
        ExposureCase opened = ExposureCase.Open(new CaseDetails { Title = "Leak" }, TenantBuilder.Now, "alice").WithRecords(list.Records, TenantBuilder.Now, "alice");
        (Dictionary<Outcome, int> before, Dictionary<Outcome, int> after) = (await JudgeAsync(opened, Tenant(remediated: false)), await JudgeAsync(opened, Tenant(remediated: true)));
        Assert.Equal((8 * EachKind, 0), (before[Outcome.Fail], before.GetValueOrDefault(Outcome.Pass)));
        Assert.Equal((0, 8 * EachKind), (after.GetValueOrDefault(Outcome.Fail), after[Outcome.Pass]));
    }

    private static async Task<Dictionary<Outcome, int>> JudgeAsync(ExposureCase exposureCase, TenantBuilder tenant)
    {
        Check[] checks = [CheckCatalogue.Find("EXP-01")!, CheckCatalogue.Find("EXP-02")!];
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(ExposureProof.Scope(exposureCase.Records), [.. CheckRunner.DatasetsFor(checks, withCase: true)]);
        return CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default).ForCase(exposureCase), checks).GroupBy(f => f.Outcome).ToDictionary(g => g.Key, g => g.Count());
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
        "synced" or "outside" or "twice" => ExposureState.CannotProve,
        "nobody" or "noapp" => ExposureState.NotFound,
        _ => ExposureState.Open,
    };

    private static ExposureState Last(ExposureRecord record) => record.Reference.Split('-')[0] switch
    {
        "synced" or "outside" or "twice" or "vault" => ExposureState.CannotProve,
        "nobody" or "noapp" => ExposureState.NotFound,
        _ => ExposureState.Remediated,
    };

    private static string Csv()
    {
        var csv = new StringBuilder("Reference,Kind,UserPrincipalName,AppId,DisplayName,ResourceId,KeyId,ExposedOn,Note\r\n");
        string day = Exposed.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        for (int i = 0; i < EachKind; i++)
        {
            void Row(string name, ExposureKind kind, string? user = null, string? app = null, string? display = null, string? resource = null, string? key = null, string? exposed = null) =>
                csv.Append(CultureInfo.InvariantCulture, $"{name}-{i},{kind},{user},{app},{display},{resource},{key},{exposed ?? day},\r\n");
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
            Row("twice", ExposureKind.Secret, display: $"twice{i}");
            Row("disabled", ExposureKind.Certificate, app: App("disabled", i));
            Row("early", ExposureKind.Password, user: $"early{i}@contoso.com");
            Row("zone", ExposureKind.Password, user: $"zone{i}@contoso.com", exposed: Exposed.ToOffset(TimeSpan.FromHours(-5)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            Row("vault", ExposureKind.ApiKey, resource: Vault(i));
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

            tenant.Application($"twice{i}", old);
            tenant.Application($"other{i}", old);
            tenant.Applications[^1] = tenant.Applications[^1] with { DisplayName = $"twice{i}" };
            tenant.Application($"disabled{i}", old);
            tenant.ServicePrincipals[^1] = tenant.ServicePrincipals[^1] with { AccountEnabled = !remediated };

            // A minute before the exposure; and an hour before it, which a clock read without its offset takes for four hours after it.
            tenant.User($"early{i}", u => u with { LastPasswordChangeDateTime = remediated ? After : Exposed.AddMinutes(-1), SignInSessionsValidFromDateTime = After });
            tenant.User($"zone{i}", u => u with { LastPasswordChangeDateTime = remediated ? After : Exposed.AddHours(-1), SignInSessionsValidFromDateTime = After });
            tenant.NamedResources.Add(new NamedResource
            {
                Asked = Vault(i), Resource = new AzureResource { Id = Vault(i), Name = $"key{i}", Type = "Microsoft.KeyVault/vaults/secrets", Properties = new AzureResourceProperties { Attributes = new VaultAttributes { Enabled = true, Created = reset.ToUnixTimeSeconds() } } },
            });
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

    private static string Vault(int i) => $"/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/contoso/secrets/key{i}";

    private static string Storage(int i) => $"/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/contoso{i}";
}
