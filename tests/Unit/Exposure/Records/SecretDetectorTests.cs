using System.Security.Cryptography;
using CsCheck;
using Ed2402Posture.Core.Exposure.Records;

namespace Ed2402Posture.Tests.Unit.Exposure.Records;

public sealed class SecretDetectorTests
{
    // Assembled at run time, so that no scanner of sources takes them for real ones.
    public static TheoryData<string> Secrets => new()
    {
        "abc" + "8Q~" + "dEfGhIjKlMnOpQrStUvWxYz0123456789~.",
        "the secret abc" + "7Q~" + "dEfGhIjKlMnOpQrStUvWxYz01234567-_x in the mail",
        "eyJ" + "hbGciOiJSUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "abc",
        "0.A" + "RoAqL5bVjX8kUaEwY3m9QJx1cZp4fT2nHsGdRbLeKvW",
        "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=" + "Zm9vYmFyZm9vYmFy;EndpointSuffix=core.windows.net",
        "Server=tcp:db.contoso.com;User ID=app;Password=" + "Winter1",
        "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + "c2VjcmV0a2V5",
        "https://contoso.blob.core.windows.net/a?sv=2024&sig=" + "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5z%3D",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789",
        "xoxb-" + "123456789012-abcdefghijkl",
        "AIza" + "SyA1234567890abcdefghijklmnopqrstuvw",
        "https://user:" + "hunter22@git.contoso.com/repo",
        "https://hooks.contoso.com/services/" + "T024BE7LD/aB3dE5fG7hI9jK1lM3nO5pQ7",
        "password: Winter2024!",
        "pwd=geheim123",
        "Winter" + "2024!",
        "it is Tr0ub4d" + "or$3, they say",
        "The password was Tr0ub4dor&3",
        "api key = 9f8e7d6c5b4a",
        "9f86d081884c7d659a2feaa0c55ad015a3bf",
        Convert.ToBase64String(SHA512.HashData("contoso"u8)),
    };

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_text_that_holds_a_secret_is_found(string text) => Assert.NotNull(SecretDetector.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("MSRC-2024-0417")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301")]
    [InlineData("{3F2504E0-4F89-41D3-9A0C-0305E82C3301}")]
    [InlineData("A9993E364706816ABA3E25717850C26C9CD0D89D")]
    [InlineData("alice.van.der.berg@contoso.onmicrosoft.com")]
    [InlineData("<CAF4bD8h2Kx7Lq9Zt3Vn5Yw1Rm6Pj0Gs8Ec4Ua2Ib7Ho5Td3Wf@mail.contoso.com>")]
    [InlineData("AAMkAGI2TG93AAABSwnBAAAAAAENAACcCcGBSK7FQ5SgMxdOk3tYAAB0pGAAAA=")]
    [InlineData("/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg-production-01/providers/Microsoft.Storage/storageAccounts/contosoproduction01")]
    [InlineData("https://portal.azure.com/contoso/apps?view=all")]
    [InlineData("https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal")]
    [InlineData("metadata from Microsoft, 2024-04-11T10:00:00Z")]
    [InlineData("The password was in the e-mail; reset asked for on Monday.")]
    [InlineData("password: unknown")]
    [InlineData("token was issued 2026-10-05")]
    [InlineData("secret: see ticket 12345")]
    [InlineData("Verwaltungsberufsgenossenschaftsportal")]
    [InlineData("sp-hr-sync-production-westeurope")]
    [InlineData("HR_Sync_Production_WestEurope")]
    [InlineData("Ticket#1234 of Week42, done!")]
    [InlineData("Done in 2026! Thanks to Dora and CHG4711")]
    [InlineData("login.internal.contoso-subsidiary-production.com")]
    [InlineData("see /Shares/HR/Provisioning2024/ExportOfOctober/Report7")]
    public void A_text_that_describes_one_is_not(string text) => Assert.Null(SecretDetector.Find(text));

    [Fact]
    public void Random_keys_are_found_wherever_they_stand() =>
        Gen.Byte.Array[32, 64].Sample(bytes => Assert.NotNull(SecretDetector.Find($"the key {Convert.ToBase64String(bytes)} of the app")));

    [Fact]
    public void Random_keys_that_begin_like_a_path_are_found_too() =>
        Gen.Byte.Array[32, 64].Sample(bytes => Assert.NotNull(SecretDetector.Find($"the key /{Convert.ToBase64String(bytes).Insert(5, "/")[1..]} of the app")));

    [Fact]
    public void The_answer_never_repeats_the_text()
    {
        string? found = SecretDetector.Find("password: Winter2024!");
        Assert.DoesNotContain("Winter", found, StringComparison.Ordinal);
    }
}
