using System.Text;
using Ed2402Posture.Core.Settings;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void A_whole_file_with_comments_and_trailing_commas_is_read()
    {
        PostureSettings settings = Parse("""
            {
              "$schema": "https://example.org/settings.schema.json",
              // two accounts in the safe
              "breakGlassAccounts": ["bg1@contoso.com", "00000000-0000-0000-0000-000000000001",],
              "thresholds": { "AZR-01": {} },
              "allowedServicePrincipals": ["11111111-1111-1111-1111-111111111111"],
              "allowedTenants": [], "allowedGroups": [],
              "additionalRoles": [{ "roleDefinitionId": "22222222-2222-2222-2222-222222222222", "tier": 0 }],
              "waivers": [{ "checkId": "AZR-01", "subject": "*", "reason": "until the move ends", "expires": "2026-12-31" }],
            }
            """);
        Assert.True(settings.IsBreakGlass(null, "BG1@contoso.com"));
        Assert.Equal(0, Assert.Single(settings.AdditionalRoles).Tier);
        Assert.Equal(new DateOnly(2026, 12, 31), Assert.Single(settings.Waivers).Expires);
    }

    [Fact]
    public void An_empty_object_declares_nothing()
    {
        PostureSettings settings = Parse("{}");
        Assert.Empty(settings.BreakGlassAccounts);
        Assert.Empty(settings.Waivers);
    }

    [Theory]
    [InlineData("{\n \"breakGlasAccounts\": []\n}", 2, "breakGlasAccounts", "Did you mean 'breakGlassAccounts'?")]
    [InlineData("{\n\n \"breakGlassAccounts\": \"x\"}", 3, "breakGlassAccounts", "a list of texts belongs here")]
    [InlineData("{ \"breakGlassAccounts\": [\n \"x\",\n 5 ]}", 3, "breakGlassAccounts[1]", "a text belongs here")]
    [InlineData("{ \"breakGlassAccounts\": [\n \"\" ]}", 2, "breakGlassAccounts[0]", "is empty")]
    [InlineData("{\n \"waivers\": null }", 2, "waivers", "is null")]
    [InlineData("{ \"allowedTenants\": [],\n \"allowedTenants\": [] }", 1, "allowedTenants", "appears twice")]
    [InlineData("{ \"waivers\": [ {\n \"checkId\": \"AZR-01\",\n \"until\": \"x\" } ] }", 3, "waivers[0].until", "is not a setting")]
    [InlineData("{ \"waivers\": [ {\n \"checkId\": \"AZR-1\", \"subject\": \"*\", \"reason\": \"r\", \"expires\": \"2026-12-31\" } ] }", 2, "waivers[0].checkId", "Did you mean 'AZR-01'?")]
    [InlineData("{ \"waivers\": [\n {\n \"checkId\": \"AZR-01\", \"subject\": \"*\", \"reason\": \"r\" } ] }", 2, "waivers[0].expires", "is missing")]
    [InlineData("{ \"waivers\": [ { \"checkId\": \"AZR-01\", \"subject\": \"*\",\n \"reason\": \"r\",\n \"expires\": \"31.12.2026\" } ] }", 3, "waivers[0].expires", "a date as 2026-12-31 belongs here")]
    [InlineData("{ \"thresholds\": {\n \"XYZ-01\": {} } }", 2, "thresholds.XYZ-01", "names no check")]
    [InlineData("{ \"thresholds\": {\n \"AZR-01\": {\n \"days\": 1 } } }", 3, "thresholds.AZR-01.days", "is not a threshold of AZR-01")]
    [InlineData("{ \"thresholds\": {\n \"AZR-01\": {\n \"days\": \"1\" } } }", 3, "thresholds.AZR-01.days", "a whole number belongs here")]
    [InlineData("{ \"additionalRoles\": [\n { \"roleDefinitionId\": \"Global Administrator\" } ] }", 2, "additionalRoles[0].roleDefinitionId", "is not the id")]
    [InlineData("{ \"additionalRoles\": [ { \"roleDefinitionId\": \"22222222-2222-2222-2222-222222222222\",\n \"tier\": 2 } ] }", 2, "additionalRoles[0].tier", "must be 0")]
    public void What_is_wrong_is_named_with_its_line_and_key(string json, int line, string key, string words)
    {
        SettingsException exception = Assert.Throws<SettingsException>(() => Parse(json));
        Assert.Equal((line, key), ((int)exception.Line!, exception.Key));
        Assert.StartsWith($"settings.json, line {line}: '{key}' ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n \"waivers\" []\n}", 2)]
    public void Text_that_is_no_json_is_named_with_its_line(string json, int line)
    {
        SettingsException exception = Assert.Throws<SettingsException>(() => Parse(json));
        Assert.Equal(line, exception.Line);
        Assert.Contains("no valid JSON", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_in_place_of_the_object_is_refused()
    {
        Assert.Contains("an object belongs here", Assert.Throws<SettingsException>(() => Parse("[]")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_one_clear_error()
    {
        SettingsException exception = Assert.Throws<SettingsException>(() => SettingsReader.Read(Path.Combine(Path.GetTempPath(), "no-such-settings.json")));
        Assert.Null(exception.Line);
        Assert.Contains("cannot be read", exception.Message, StringComparison.Ordinal);
    }

    private static PostureSettings Parse(string json) => SettingsReader.Parse(Encoding.UTF8.GetBytes(json), "/etc/settings.json");

    [Theory]
    [InlineData("allowedTenants", "fabrikam.com")]
    [InlineData("allowedServicePrincipals", "deploy")]
    [InlineData("allowedGroups", "*")]
    public void A_name_where_an_id_belongs_is_refused(string key, string value)
    {
        SettingsException error = Assert.Throws<SettingsException>(() => SettingsReader.Parse(System.Text.Encoding.UTF8.GetBytes($"{{ \"{key}\": [\"{value}\"] }}"), "settings.json"));
        Assert.Equal($"{key}[0]", error.Key);
        Assert.Contains($"is '{value}', which is not", error.Message, StringComparison.Ordinal);
    }
}
