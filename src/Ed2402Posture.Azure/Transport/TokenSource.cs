using System.Globalization;
using Azure.Core;
using Ed2402Posture.Azure.SignIn;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Tokens of one service. A token is kept until shortly before it expires, or until the service refuses it.</summary>
internal sealed class TokenSource(TokenCredential credential, string scope, SignInOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile Kept? current;
    private string? wantedClaims;

    /// <summary>What a token is asked for.</summary>
    public static TokenRequestContext Request(string scope, string? claims = null) => new([scope], claims: claims, isCaeEnabled: true);

    /// <exception cref="SignInException">No token can be obtained.</exception>
    public async ValueTask<string> GetAsync(CancellationToken cancellationToken) => (await GetTokenAsync(cancellationToken).ConfigureAwait(false)).Token;

    /// <inheritdoc cref="GetAsync"/>
    public async ValueTask<AccessToken> GetTokenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref wantedClaims) is null && current is { } ready && IsFresh(ready))
        {
            return ready.Token;
        }

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string? claims = wantedClaims;
            if (claims is not null || current is not { } kept || !IsFresh(kept))
            {
                current = kept = new Kept(await credential.GetTokenAsync(Request(scope, claims), cancellationToken).ConfigureAwait(false));
                Interlocked.CompareExchange(ref wantedClaims, null, claims);
            }

            return kept.Token;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw SignInErrors.From(exception, options);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The service refused this token. The next one is asked for anew, past every cache: with the claims that the service
    /// wants, or else as one issued from now on.</summary>
    public void Refuse(string token, string? claims)
    {
        if (current is { } refused && refused.Token.Token == token)
        {
            long now = time.GetUtcNow().ToUnixTimeSeconds();
            Volatile.Write(ref wantedClaims, claims ?? string.Create(CultureInfo.InvariantCulture, $$$$"""{"access_token":{"nbf":{"essential":true,"value":"{{{{now}}}}"}}}"""));
        }
    }

    public void Dispose() => gate.Dispose();

    private bool IsFresh(Kept kept) => kept.Token.ExpiresOn - Margin > time.GetUtcNow();

    /// <summary>The same tokens for an SDK client that wants a credential.</summary>
    public TokenCredential AsCredential() => new Credential(this);

    /// <summary>A reference, so that it is read and replaced in one step.</summary>
    private sealed record Kept(AccessToken Token);

    private sealed class Credential(TokenSource source) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Tokens are obtained asynchronously.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            source.GetTokenAsync(cancellationToken);
    }
}
