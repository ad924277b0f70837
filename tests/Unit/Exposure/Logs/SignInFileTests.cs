using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Logs;

namespace Ed2402Posture.Tests.Unit.Exposure.Logs;

public sealed class SignInFileTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("{\"id\":\"a\"}\n{\"id\":\"b\",\"status\":{\"errorCode\":50126}}\n")]
    [InlineData("{\"id\":\"a\"}\r\n\r\n{\"id\":\"b\"}")]
    [InlineData("\uFEFF{\"id\":\"a\",\"unknown\":[1]}\n{\"id\":\"b\"}\n")]
    [InlineData("{\"time\":\"2026-10-05T00:00:00Z\",\"category\":\"SignInLogs\",\"properties\":{\"id\":\"a\"}}\n{\"properties\":{\"id\":\"b\"}}\n")]
    [InlineData(" \n[{\"id\":\"a\"},{\"id\":\"b\"}]")]
    public void Every_form_of_log_is_read(string text)
    {
        File.WriteAllText(file, text);
        Assert.Equal(["a", "b"], SignInFile.Read(file).Select(s => s.Id));
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read_whole()
    {
        string agent = new('x', 400_000);
        File.WriteAllLines(file, [$$"""{"id":"a","userAgent":"{{agent}}"}""", """{"id":"b"}"""]);
        Assert.Equal([agent, null], SignInFile.Read(file).Select(s => s.UserAgent));
    }

    [Theory]
    [InlineData("{\"id\":\"a\"}\nnonsense\n", "line 2")]
    [InlineData("[{\"id\":\"a\"},{\"id\":5}]", "$[1].id")]
    [InlineData("{\"properties\":{\"id\":\"a\"}}\n{\"other\":1}\n", "line 2")]
    [InlineData("{\"name\":\"a\"}\n", "line 1")]
    public void A_line_that_is_no_sign_in_is_named(string text, string where)
    {
        File.WriteAllText(file, text);
        ExposureException error = Assert.Throws<ExposureException>(() => SignInFile.Read(file).Count());
        Assert.Equal("SignInLogFormat", error.ErrorId);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_has_no_sign_ins() => Assert.Empty(SignInFile.Read(file));

    [Fact]
    public void A_missing_file_is_one_clear_error() => Assert.Equal("SignInLogNotReadable", Assert.Throws<ExposureException>(() => SignInFile.Read(file + ".none").Count()).ErrorId);
}
