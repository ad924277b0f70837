using System.Text;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Snapshots;

public sealed class RepeatedTextTests
{
    [Fact]
    public void A_text_that_comes_again_is_held_once() => Assert.Same(Read("\"Application\"").ServicePrincipalType, Read("\"Application\"").ServicePrincipalType);

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"\"", "")]
    [InlineData("\"Managed\\u0049dentity\"", "ManagedIdentity")]
    [InlineData("\"管理者 👩‍💻 Ærø\"", "管理者 👩‍💻 Ærø")]
    [InlineData("\"0123456789012345678901234567890123456789012345678901234567890123456789\"", "0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void Every_text_is_read_as_it_is(string json, string? expected)
    {
        Assert.Equal(expected, Read(json).ServicePrincipalType);
        Assert.Equal(expected, Read(json).ServicePrincipalType);
    }

    [Fact]
    public void Ten_thousand_texts_are_not_confused() =>
        Assert.All(Enumerable.Range(0, 10_000), n => Assert.Equal($"kind {n}", Read($"\"kind {n}\"").ServicePrincipalType));

    [Fact]
    public void What_is_no_text_is_an_error() => Assert.Throws<InvalidDataException>(() => Read("12"));

    private static ServicePrincipal Read(string type) => Datasets.ServicePrincipals.ReadItem(Encoding.UTF8.GetBytes($$"""{"id":"1","servicePrincipalType":{{type}}}"""));
}
