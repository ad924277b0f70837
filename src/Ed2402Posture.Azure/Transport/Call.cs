using System.Net.Http;

namespace Ed2402Posture.Azure.Transport;

/// <summary>A request as it can be sent again: method, address, body.</summary>
/// <param name="Method">GET, or POST where that reads.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Body">JSON, or null.</param>
internal sealed record Call(HttpMethod Method, Uri Address, byte[]? Body = null)
{
    /// <summary>The parts of a batch, which the observer hears of too.</summary>
    public IReadOnlyList<Uri> Parts { get; init; } = [];

    public static Call Get(Uri address) => new(HttpMethod.Get, address);
}

/// <summary>A service that answers calls.</summary>
internal interface IService
{
    /// <summary>The root of the service: links may lead nowhere else.</summary>
    Uri Root { get; }

    /// <summary>What a request says of its importance (<c>x-ms-throttle-priority</c>); null where it says nothing.</summary>
    string? Priority => null;

    /// <summary>Sends the call once and answers as soon as the headers are there.</summary>
    Task<Reply> SendAsync(Call call, CancellationToken cancellationToken);
}

/// <summary>An answer whose body is still on its way.</summary>
internal sealed class Reply(int status, Stream content, Func<string, string?> header, IDisposable owner) : IDisposable
{
    public int Status { get; } = status;
    public Stream Content { get; } = content;
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => header(name);

    public void Dispose()
    {
        Content.Dispose();
        owner.Dispose();
    }
}
