using System.Globalization;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>A refusal as Graph and ARM write it. <see cref="Code"/> is the innermost code, which is the one to decide by.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Error code, or null when the body has none.</param>
/// <param name="Message">The service's words, shortened.</param>
/// <param name="RequestId">The id that Microsoft's support asks for.</param>
/// <param name="RetryAfter">How long the service wants one to wait, where it says so.</param>
internal sealed record ServiceError(int Status, string? Code, string? Message, string? RequestId, TimeSpan? RetryAfter)
{
    private const int LongestMessage = 400;

    /// <summary>Whether the same request may be answered later: throttled, timed out, or trouble inside the service.</summary>
    public bool IsTransient => Status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Whether the service asks for fewer requests.</summary>
    public bool IsThrottled => Status == 429;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Status}{(Code is null ? null : " " + Code)}{(Message is null ? null : ": " + Message)}{(RequestId is null ? null : $" [request {RequestId}]")}");

    /// <summary>Makes the error of a body and the headers that came with it.</summary>
    public static ServiceError From(int status, ReadOnlyMemory<byte> body, Func<string, string?> header, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return From(status, document.RootElement, header, now);
        }
        catch (JsonException)
        {
            // A gateway between here and the service answers in HTML, or nothing; the status says enough.
            return From(status, default(JsonElement), header, now);
        }
    }

    private static ServiceError From(int status, JsonElement body, Func<string, string?> header, DateTimeOffset now)
    {
        JsonElement error = Member(body, "error");
        string? code = Text(error, "code");
        string? message = Text(error, "message");
        if (message?.StartsWith('{') == true)
        {
            (code, message) = Nested(message, code);
        }

        return new ServiceError(
            status,
            code,
            message?.Length > LongestMessage ? message[..LongestMessage] + "…" : message,
            header("request-id") ?? header("x-ms-request-id") ?? Text(Member(error, "innerError"), "request-id"),
            Waits.RetryAfter(header("Retry-After"), now));
    }

    /// <summary>PIM writes JSON into the message.</summary>
    private static (string? Code, string? Message) Nested(string message, string? code)
    {
        try
        {
            using JsonDocument inner = JsonDocument.Parse(message);
            return (Text(inner.RootElement, "errorCode") ?? code, Text(inner.RootElement, "message") ?? message);
        }
        catch (JsonException)
        {
            return (code, message);
        }
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;
}
