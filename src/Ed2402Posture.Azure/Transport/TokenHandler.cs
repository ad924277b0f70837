using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Attaches the token, whatever was attached before. When the service refuses it, the next request gets a new one.</summary>
internal sealed class TokenHandler(TokenSource tokens, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            tokens.Refuse(token, ClaimsChallenge(response));
        }

        return response;
    }

    /// <summary>The claims that the service asks for, as continuous access evaluation sends them.</summary>
    private static string? ClaimsChallenge(HttpResponseMessage response)
    {
        const string Name = "claims=\"";
        foreach (AuthenticationHeaderValue challenge in response.Headers.WwwAuthenticate)
        {
            int start = challenge.Parameter?.IndexOf(Name, StringComparison.OrdinalIgnoreCase) ?? -1;
            int end = start < 0 ? -1 : challenge.Parameter!.IndexOf('"', start + Name.Length);
            if (end > 0)
            {
                string encoded = challenge.Parameter![(start + Name.Length)..end];
                var claims = new Span<byte>(new byte[encoded.Length]);
                return Convert.TryFromBase64String(encoded, claims, out int length) ? Encoding.UTF8.GetString(claims[..length]) : encoded;
            }
        }

        return null;
    }
}
