using System.Globalization;
using Azure.Core;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>With tokens that the caller obtained. They cannot be renewed: one that has expired is a clear error.</summary>
internal static class AccessTokenSignIn
{
    public static SignInMethodResult Create(SignInContext context)
    {
        string graph = SecureText.Read(context.Options.AccessToken) ?? throw SignInErrors.Missing("a token for Microsoft Graph", "-AccessToken");
        return new SignInMethodResult(new ReadyTokens(graph, SecureText.Read(context.Options.ArmAccessToken), context.Options.Environment, context.Time));
    }

    /// <summary>Answers Graph's scope with the one token, any other with the other.</summary>
    private sealed class ReadyTokens(string graph, string? resourceManager, CloudEnvironment environment, TimeProvider time) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            bool isGraph = requestContext.Scopes is [{ } scope] && scope == Scopes.Graph(environment);
            string token = isGraph ? graph : resourceManager
                ?? throw new SignInException("No access token for Azure Resource Manager was given.", SignInErrors.ResourceManagerTokenMissing, "Give one with -ArmAccessToken.");
            string name = isGraph ? "Microsoft Graph" : "Azure Resource Manager";
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset expires = TokenClaims.Read(token)?.Expires ?? now.AddHours(1);
            return expires > now
                ? new AccessToken(token, expires)
                : throw new SignInException(string.Create(CultureInfo.InvariantCulture, $"The access token for {name} expired on {expires:u}."), SignInErrors.TokenExpired, "Obtain a new token, or sign in with a method that renews tokens.");
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
