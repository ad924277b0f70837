using System.Text;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Records;

namespace Ed2402Posture.Tests.Unit.Exposure.Records;

public sealed class ExposureListReaderTests
{
    private const string App = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_good_list_becomes_records()
    {
        ExposureList list = Csv("Reference,Kind,UserPrincipalName,AppId,KeyId,Hint,ExposedOn,LearnedOn,Source,Note",
            $"MAIL-1,Secret,,{App},{App},aB8,2026-10-05T14:30:00+02:00,2026-10-20,metadata from Microsoft,\"first, of two\"",
            "MAIL-2,password,alice@contoso.com,,,,2026-10-05,,own analysis,");
        Assert.Empty(list.Refused);
        ExposureRecord secret = list.Records[0];
        Assert.Equal(ExposureKind.Secret, secret.Kind);
        Assert.Equal("first, of two", secret.Note);
        Assert.Equal("aB8", secret.Hint);
        Assert.Equal(new DateTimeOffset(2026, 10, 5, 12, 30, 0, TimeSpan.Zero), secret.ResetAfter);
        ExposureRecord password = list.Records[1];
        Assert.Equal(ExposureKind.Password, password.Kind);
        Assert.Equal(new DateTimeOffset(2026, 10, 5, 0, 0, 0, TimeSpan.Zero), password.Since);
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 0, 0, 0, TimeSpan.Zero), password.ResetAfter);
    }

    [Fact]
    public void Json_gives_the_same_records_as_csv()
    {
        ExposureList csv = Csv("Reference,Kind,AppId,ExposedOn", $"MAIL-1,Secret,{App},2026-10-05");
        ExposureList json = Json($$"""[{"reference":"MAIL-1","kind":"secret","appId":"{{App}}","exposedOn":"2026-10-05","note":null}]""");
        Assert.Equal(csv.Records, json.Records);
    }

    [Theory]
    [InlineData("MAIL-1,Secret,,2026-10-05", "needs AppId")]
    [InlineData("MAIL-1,Secret,not-a-guid,2026-10-05", "AppId is not a GUID")]
    [InlineData("MAIL-1,Secret,00000000-0000-0000-0000-000000000000,2026-10-05", "AppId is not a GUID")]
    [InlineData(",Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "Reference is empty")]
    [InlineData("MAIL-1,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "Kind is empty")]
    [InlineData("MAIL-1,Secrets,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "Kind is none of Secret, Certificate")]
    [InlineData("MAIL-1,0,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "Kind is none of")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,", "neither ExposedOn nor LearnedOn")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,05/10/2026", "ExposedOn is not an ISO 8601 date")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-02-30", "ExposedOn is not an ISO 8601 date")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05T14:30:00", "time without an offset")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-11-03", "lies in the future")]
    [InlineData("MAIL-1,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3 fields where the header has 4")]
    [InlineData("MAIL-1,Sec\"ret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "a quote stands inside")]
    [InlineData("password=Winter2024!,Secret,3f2504e0-4f89-41d3-9a0c-0305e82c3301,2026-10-05", "Reference seems to hold")]
    public void A_bad_row_is_named_with_its_line_and_reason(string row, string reason)
    {
        ExposureList list = Csv("Reference,Kind,AppId,ExposedOn", $"GOOD-1,Secret,{App},2026-10-05", row, $"GOOD-2,Secret,{App},2026-10-05");
        RefusedRow refused = Assert.Single(list.Refused);
        Assert.Equal(3, refused.Line);
        Assert.Contains(reason, refused.Reasons, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(["GOOD-1", "GOOD-2"], list.Records.Select(r => r.Reference));
    }

    [Theory]
    [InlineData("Password,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,,", "needs UserPrincipalName or UserId")]
    [InlineData("Password,alice,,,", "form name@domain")]
    [InlineData("Secret,alice@contoso.com,3f2504e0-4f89-41d3-9a0c-0305e82c3301,,", "names both a user and an application")]
    [InlineData("Token,,,,", "needs a user or an application")]
    [InlineData("ApiKey,,,,", "needs a subject")]
    [InlineData("Secret,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,A9993E364706816ABA3E25717850C26C9CD0D89D,", "a Secret has no Thumbprint")]
    [InlineData("Certificate,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,A9993E,", "Thumbprint is not 40")]
    [InlineData("Secret,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,,abcd", "more than the first 3 characters")]
    [InlineData("Password,alice@contoso.com,,,abc", "belong to a Secret or Certificate")]
    public void The_fields_must_fit_the_kind(string fields, string reason)
    {
        ExposureList list = Csv("Reference,Kind,UserPrincipalName,AppId,Thumbprint,Hint,ExposedOn", $"MAIL-1,{fields},2026-10-05");
        Assert.Contains(reason, Assert.Single(list.Refused).Reasons, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Token,alice@contoso.com,3f2504e0-4f89-41d3-9a0c-0305e82c3301,,")]
    [InlineData("Certificate,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,a9:99:3e:36:47:06:81:6a:ba:3e:25:71:78:50:c2:6c:9c:d0:d8:9d,")]
    [InlineData("Secret,,3f2504e0-4f89-41d3-9a0c-0305e82c3301,,abc")]
    [InlineData("Other,alice@contoso.com,,,")]
    public void Fields_that_fit_are_taken(string fields) =>
        Assert.Single(Csv("Reference,Kind,UserPrincipalName,AppId,Thumbprint,Hint,ExposedOn", $"MAIL-1,{fields},2026-10-05").Records);

    [Fact]
    public void One_row_names_all_its_faults()
    {
        RefusedRow refused = Assert.Single(Csv("Reference,Kind,AppId,ExposedOn", ",Secrets,x,yesterday").Refused);
        Assert.Equal(4, refused.Reasons.Split("; ").Length);
    }

    [Fact]
    public void A_repeated_row_is_refused_and_two_keys_of_one_mail_are_not()
    {
        ExposureList list = Csv("Reference,Kind,AppId,ExposedOn,KeyId", $"MAIL-1,Secret,{App},2026-10-05,", $"MAIL-1,Secret,{App},2026-10-05,", $"MAIL-1,Secret,{App},2026-10-05,{App}");
        Assert.Equal(2, list.Records.Count);
        Assert.Contains("repeats line 2", Assert.Single(list.Refused).Reasons, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-10-20", "2026-10-19", false)]
    [InlineData("2026-10-20", "2026-10-20", true)]
    [InlineData("2026-10-20T23:00:00-02:00", "2026-10-20", false)]
    [InlineData("2026-10-20T23:00:00+02:00", "2026-10-20", true)]
    public void An_exposure_after_it_was_learned_of_is_refused(string exposed, string learned, bool good)
    {
        ExposureList list = Csv("Reference,Kind,AppId,ExposedOn,LearnedOn", $"MAIL-1,Secret,{App},{exposed},{learned}");
        Assert.Equal(good, list.Records.Count == 1);
    }

    [Theory]
    [InlineData("Reference,Kind,SecretValue", "must not hold the values")]
    [InlineData("Reference,Kind,Colour", "unknown column 'Colour'")]
    [InlineData("MAIL-1,Secret,Winter2024!,alice", "does not begin with a header")]
    [InlineData("Reference,Kind,Winter2024!", "unknown column in place 3")]
    [InlineData("Reference,AppId", "'Kind' is missing")]
    [InlineData("Reference,Kind,kind", "twice")]
    [InlineData("Reference;Kind;AppId", "semicolons")]
    [InlineData("", "it is empty")]
    public void A_wrong_header_is_refused_whole(string header, string reason)
    {
        ExposureException error = Assert.Throws<ExposureException>(() => Csv(header));
        Assert.Equal("ExposureListHeader", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"reference":"x"}""", "not a JSON array")]
    [InlineData("""[{"reference":"Winter2024!""", "not valid JSON")]
    public void Json_of_another_shape_is_refused_whole(string text, string reason)
    {
        ExposureException error = Assert.Throws<ExposureException>(() => Json(text));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Winter", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_items_of_json_are_named_by_number()
    {
        ExposureList list = Json($$"""["x", {"reference":1,"kind":"Secret"}, {"reference":"M","kind":"Secret","password":"p"}, {"reference":"M","kind":"Secret","appId":"{{App}}","learnedOn":"2026-10-01"}]""");
        Assert.Equal([1, 2, 3], list.Refused.Select(r => r.Line));
        Assert.Single(list.Records);
    }

    [Fact]
    public void A_missing_file_is_one_clear_error() =>
        Assert.Equal("ExposureListNotFound", Assert.Throws<ExposureException>(() => ExposureListReader.Read(Path.Combine(Path.GetTempPath(), "no-such-list.csv"), Now)).ErrorId);

    private static ExposureList Csv(params string[] lines) => ExposureListReader.ReadCsv(Stream(string.Join("\r\n", lines)), Now);

    private static ExposureList Json(string text) => ExposureListReader.ReadJson(Stream(text), Now);

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
