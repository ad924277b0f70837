using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>Kestrel on three loopback ports over HTTPS, one a service.</summary>
internal sealed class WebHost : ISimulatorHost
{
    private static readonly object ServiceKey = new();
    private readonly WebApplication app;
    private readonly Dictionary<SimulatedService, ListenOptions> listeners = [];
    private readonly Dispatcher dispatcher;
    private readonly ControlEndpoint control;

    public WebHost(Dispatcher dispatcher, ControlEndpoint control)
    {
        Certificate = LoopbackCertificate.Create();
        CertificatePath = LoopbackCertificate.Export(Certificate);
        this.dispatcher = dispatcher;
        this.control = control;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            foreach (SimulatedService service in Enum.GetValues<SimulatedService>())
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.UseHttps(Certificate);
                    listen.Use(next => connection =>
                    {
                        connection.Items[ServiceKey] = service;
                        return next(connection);
                    });
                    listeners[service] = listen;
                });
            }
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Its public part as a PEM file; deleted at the end.</summary>
    public string CertificatePath { get; }

    public Uri Endpoint(SimulatedService service) => new($"https://127.0.0.1:{listeners[service].IPEndPoint!.Port}");

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(stop.Token);
        await app.DisposeAsync();
        File.Delete(CertificatePath);
        Certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        ServiceRequest request = await ReadAsync(context);
        try
        {
            ServiceResponse response = control.Answer(request) ?? await dispatcher.AnswerAsync(request, context.RequestAborted);
            await WriteAsync(context, response);
        }
        catch (BrokenConnectionException)
        {
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task<ServiceRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new ServiceRequest
        {
            Service = (SimulatedService)context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items[ServiceKey]!,
            Method = context.Request.Method, Root = new Uri($"{context.Request.Scheme}://{context.Request.Host}"),
            PathAndQuery = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(), Protocol = context.Request.Protocol, Connection = context.Connection.Id,
        };
    }

    private static async Task WriteAsync(HttpContext context, ServiceResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach ((string name, string value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        ReadOnlyMemory<byte> body = response.Body;
        if ((response.AbortAfterBytes ?? response.StallAfterBytes) is { } bytes)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body[..Math.Min(bytes, body.Length)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (response.StallAfterBytes is not null && bytes < body.Length)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            throw new BrokenConnectionException();
        }

        if (response.Trickle)
        {
            foreach (byte[] piece in body.ToArray().Chunk((body.Length / 12) + 1))
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(5, context.RequestAborted);
            }

            return;
        }

        if (body.Length > 1024 && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(body, context.RequestAborted);
        }
        else if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
