using CsCheck;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Tests.Unit.Text;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\n1,2")]
    [InlineData("a,b\r\n\r\n1,2\r\n\r\n")]
    [InlineData("\"a\",\"b\"\r\n\"1\",2")]
    public void Records_and_fields_are_told_apart(string text) =>
        Assert.Equal(["a|b", "1|2"], Read(text).Select(r => string.Join('|', r.Fields)));

    [Fact]
    public void Quoted_fields_hold_commas_quotes_and_line_breaks()
    {
        IReadOnlyList<CsvRow> rows = Read("\"a,\"\"b\"\"\r\nc\",d\r\nnext,row");
        Assert.Equal("a,\"b\"\r\nc", rows[0].Fields[0]);
        Assert.Equal(3, rows[1].Line);
    }

    [Theory]
    [InlineData("a\"b,c\r\ngood,row", "inside a field", 2)]
    [InlineData("\"a\"b,c\r\ngood,row", "follows the closing quote", 2)]
    [InlineData("a\rb,c\r\ngood,row", "carriage return", 2)]
    [InlineData("\"a,b\r\ngood,row", "not closed", 1)]
    public void A_malformed_record_is_an_error_and_reading_goes_on(string text, string error, int rows)
    {
        IReadOnlyList<CsvRow> read = Read(text);
        Assert.Equal(rows, read.Count);
        Assert.Contains(error, read[0].Error, StringComparison.Ordinal);
        Assert.All(read.Skip(1), row => Assert.Equal((2, null), (row.Line, row.Error)));
    }

    [Fact]
    public void Whatever_is_written_is_read_again() =>
        Gen.String[Gen.Char[" abc,\"\r\n;é"], 0, 8].Array[2, 4].Array[1, 5].Sample(records =>
        {
            string text = string.Join("\r\n", records.Select(r => string.Join(',', r.Select(f => $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
            Assert.Equal(records, Read(text).Select(r => r.Fields.ToArray()));
        });

    private static IReadOnlyList<CsvRow> Read(string text) => [.. CsvReader.Read(new StringReader(text))];
}
