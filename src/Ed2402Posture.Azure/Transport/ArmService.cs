using System.Net.Http;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Azure Resource Manager through the pipeline of its client, whose own retries are off: the sender paces and repeats.</summary>
internal sealed class ArmService(Uri root, HttpPipeline pipeline, HttpClient client) : IService, IDisposable
{
    public Uri Root { get; } = root;

    public static ArmService Create(CloudEnvironment environment, TokenSource tokens, HttpClient client)
    {
        Uri root = new(environment.ResourceManager!.GetLeftPart(UriPartial.Authority));
        var options = new ArmClientOptions { Environment = new ArmEnvironment(root, environment.ResourceManagerAudience), Transport = new HttpClientTransport(client) };
        options.Retry.MaxRetries = 0;
        options.Diagnostics.ApplicationId = Connection.Name;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return new ArmService(root, new Exposed(new ArmClient(tokens.AsCredential(), default, options)).HttpPipeline, client);
    }

    public async Task<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        HttpMessage message = pipeline.CreateMessage();
        try
        {
            message.BufferResponse = false;
            message.Request.Method = new RequestMethod(call.Method.Method);
            message.Request.Uri.Reset(call.Address);
            message.Request.Headers.Add("Accept", "application/json");
            if (call.Body is not null)
            {
                message.Request.Headers.Add("Content-Type", "application/json");
                message.Request.Content = RequestContent.Create(call.Body);
            }

            await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            Response response = message.Response;
            return new Reply(response.Status, response.ContentStream ?? Stream.Null, name => response.Headers.TryGetValue(name, out string? value) ? value : null, message);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>The SDK gives its pipeline to resources alone.</summary>
    private sealed class Exposed(ArmClient client) : ArmResource(client, ResourceIdentifier.Root)
    {
        public HttpPipeline HttpPipeline => Pipeline;
    }
}
