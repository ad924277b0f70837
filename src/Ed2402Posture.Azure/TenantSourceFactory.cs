using System.Net.Http;
using Azure.Core.Pipeline;
using Ed2402Posture.Azure.SignIn;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure;

/// <summary>Signs in to a tenant through Azure.Identity and reads it through Microsoft Graph and Azure Resource Manager.</summary>
public sealed class TenantSourceFactory : ITenantSourceFactory
{
    private readonly Func<HttpMessageHandler> createSockets;
    private readonly TimeProvider time;
    private readonly Func<TimeProvider, Lanes> createLanes;

    /// <summary>Makes a factory that talks to the services over the system's network.</summary>
    public TenantSourceFactory()
        : this(Connection.CreateSockets, TimeProvider.System)
    {
    }

    internal TenantSourceFactory(Func<HttpMessageHandler> createSockets, TimeProvider time, Func<TimeProvider, Lanes>? createLanes = null)
    {
        this.createLanes = createLanes ?? (static time => new Lanes(time));
        this.createSockets = createSockets;
        this.time = time;
    }

    /// <inheritdoc/>
    public async Task<ITenantSource> ConnectAsync(SignInOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Unattended && options.Method is SignInMethod.Interactive or SignInMethod.DeviceCode)
        {
            throw SignInErrors.NeedsPerson(options.Method);
        }

        HttpMessageHandler sockets = createSockets();
        try
        {
            return await ConnectAsync(options, sockets, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            sockets.Dispose();
            throw;
        }
    }

    private async Task<TenantSource> ConnectAsync(SignInOptions options, HttpMessageHandler sockets, CancellationToken cancellationToken)
    {
        CloudEnvironment environment = options.Environment;
        SignInMethodResult method = SignInMethods.Create(new SignInContext(options, new HttpClientTransport(new HttpClient(sockets, disposeHandler: false)), time));
        var graph = new TokenSource(method.Credential, Scopes.Graph(environment), options, time);
        var resourceManager = environment.ResourceManager is null ? null : new TokenSource(method.Credential, Scopes.ResourceManager(environment), options, time);
        if (method.Ask is not null)
        {
            await AskAsync(method.Ask, options, cancellationToken).ConfigureAwait(false);
        }

        string token = await graph.GetAsync(cancellationToken).ConfigureAwait(false);
        TokenClaims? claims = TokenClaims.Read(token);
        SignInChecks.Check(claims, options);
        string? reason = await ResourceManagerReasonAsync(resourceManager, cancellationToken).ConfigureAwait(false);
        var identity = new TenantIdentity
        {
            TenantId = claims?.TenantId ?? options.TenantId ?? string.Empty,
            Account = claims?.UserName ?? claims?.ApplicationId ?? options.ClientId,
            AccountId = claims?.ObjectId,
            Method = options.Method,
            Environment = environment,
            Permissions = claims?.Permissions ?? [],
            IsApplication = claims?.IsApplication ?? false,
            Unattended = options.Unattended,
            HasResourceManager = resourceManager is not null && reason is null,
            ResourceManagerReason = reason,
        };
        var source = new TenantSource(identity, graph, resourceManager, sockets, time, createLanes(time), options.Unattended);
        if (claims is null)
        {
            await source.FindTenantAsync(cancellationToken).ConfigureAwait(false);
        }

        return source;
    }

    private static async Task AskAsync(Func<global::Azure.Core.TokenRequestContext, CancellationToken, Task> ask, SignInOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await ask(TokenSource.Request(Scopes.Graph(options.Environment)), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw SignInErrors.From(exception, options);
        }
    }

    /// <summary>Null when there is a token; otherwise why not. The Entra half of a scan works without it.</summary>
    private static async Task<string?> ResourceManagerReasonAsync(TokenSource? resourceManager, CancellationToken cancellationToken)
    {
        if (resourceManager is null)
        {
            return "No endpoint of Azure Resource Manager is given.";
        }

        try
        {
            await resourceManager.GetAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SignInException exception)
        {
            return $"{exception.Message} {exception.RecommendedAction}";
        }
    }
}
