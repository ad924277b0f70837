using System.Text;
using System.Text.Json;
using CsCheck;
using Ed2402Posture.Azure.Transport;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class PageParserTests
{
    private const string Whole = """
        {"@odata.context":"https://g/$metadata","facets":[{"value":[1]}],"count":3,"totalRecords":41,"value":[{"id":"a","value":[{"x":1}]},{"id":"b","text":"ü \" ]}"},{"id":"c","n":null}],"nested":{"nextLink":"no"},"@odata.nextLink":"https://g/next","resultTruncated":"true"}
        """;

    [Theory]
    [InlineData("""{"error":{"code":"x","message":"y"},"value":[]}""")]
    [InlineData("""{"value":[{"id":"a"}],"error":{"code":"x","message":"y"}}""")]
    public void An_error_in_spite_of_a_good_status_is_no_page(string body) =>
        Assert.Throws<JsonException>(() => Bodies.ReadPage(Encoding.UTF8.GetBytes(body), static _ => 0));

    [Theory]
    [InlineData("""{"error":{"code":"x","message":"y"}}""", false)]
    [InlineData("""{"id":"a","error":{}}""", false)]
    [InlineData("""{"id":"a","error":null,"inner":{"error":{}}}""", true)]
    [InlineData("7", true)]
    public void An_error_in_spite_of_a_good_status_is_no_object(string body, bool isSound) =>
        Assert.Equal(isSound, Record.Exception(() => Bodies.ReadOne(Encoding.UTF8.GetBytes(body), static _ => 0)) is not JsonException);

    [Fact]
    public Task However_a_page_is_cut_into_pieces_it_reads_the_same() =>
        Gen.Int[1, 40].Array[1, 400].SampleAsync(async sizes =>
        {
            Page<string> page = await Bodies.ReadPageAsync(new Pieces(Encoding.UTF8.GetBytes(Whole), sizes), Id, CancellationToken.None);
            return page.Items.SequenceEqual(["a", "b", "c"]) && page.Next == "https://g/next" && page.TotalRecords == 41 && page.IsTruncated;
        });

    [Fact]
    public void Wherever_a_page_breaks_off_it_is_an_error()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Whole.TrimEnd());
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.ThrowsAny<JsonException>(() => Bodies.ReadPage(whole.AsSpan(0, length), Id)));
        Assert.Equal(3, Bodies.ReadPage(whole, Id).Items.Count);
    }

    [Fact]
    public async Task Items_larger_than_the_buffer_are_read()
    {
        string large = new('x', 300_000);
        byte[] page = Encoding.UTF8.GetBytes($$"""{"value":[{"id":"a"},{"id":"{{large}}"},{"id":"c"}]}""");

        Page<string> read = await Bodies.ReadPageAsync(new MemoryStream(page), Id, TestContext.Current.CancellationToken);

        Assert.Equal(["a", large, "c"], read.Items);
        Assert.Null(read.Next);
    }

    [Theory]
    [InlineData("""{"value":[],"@odata.nextLink":""}""")]
    [InlineData("""{"value":[],"nextLink":null}""")]
    public void An_empty_link_is_the_end(string page) => Assert.Null(Bodies.ReadPage(Encoding.UTF8.GetBytes(page), Id).Next);

    private static string Id(ReadOnlySpan<byte> item)
    {
        var reader = new Utf8JsonReader(item);
        return JsonElement.ParseValue(ref reader).GetProperty("id").GetString()!;
    }

    /// <summary>A stream that gives its bytes in pieces of the sizes named, over and over.</summary>
    private sealed class Pieces(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[turn++ % sizes.Length])], cancellationToken);
    }
}
