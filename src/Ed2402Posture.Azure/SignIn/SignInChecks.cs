using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>Finds a token that cannot work before the first request.</summary>
internal static class SignInChecks
{
    private const string GraphApplication = "00000003-0000-0000-c000-000000000000";

    /// <exception cref="SignInException">The token is for another service or another tenant.</exception>
    public static void Check(TokenClaims? claims, SignInOptions options)
    {
        if (claims is null)
        {
            return;
        }

        string graph = options.Environment.Graph.GetLeftPart(UriPartial.Authority);
        if (options.Method == SignInMethod.AccessToken && claims.Audience is { } audience
            && !string.Equals(audience.TrimEnd('/'), graph, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(audience, GraphApplication, StringComparison.OrdinalIgnoreCase))
        {
            throw new SignInException($"The access token is for '{audience}', not for '{graph}'.", SignInErrors.TokenWrongAudience, $"Give a token for {graph} with -AccessToken, one for Azure Resource Manager with -ArmAccessToken.");
        }

        if (Guid.TryParse(options.TenantId, out Guid wanted) && Guid.TryParse(claims.TenantId, out Guid given) && wanted != given)
        {
            throw new SignInException($"The token is for the tenant '{claims.TenantId}', not for '{options.TenantId}'.", SignInErrors.TokenWrongTenant, "Check -TenantId, or sign in to that tenant.");
        }
    }
}
