using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Errors;

namespace Ed2402Posture.SignIn;

/// <summary>The endpoints that a connection uses: those of a listed cloud, or the user's own.</summary>
internal static class Endpoints
{
    /// <summary>The endpoints. With any of its own the environment is custom; Azure is then read only where <paramref name="arm"/> says,
    /// so that no token goes to a cloud that the user did not name.</summary>
    public static CloudEnvironment Resolve(string environment, string? graph, string? arm, string? authority)
    {
        CloudEnvironment listed = CloudEnvironment.All.First(cloud => string.Equals(cloud.Name, environment, StringComparison.OrdinalIgnoreCase));
        if (graph is null && arm is null && authority is null)
        {
            return listed;
        }

        Uri? ownArm = arm is null ? null : Parse(arm, "ArmEndpoint");
        return listed with
        {
            Name = "Custom",
            IsCustom = true,
            Graph = graph is null ? listed.Graph : Parse(graph, "GraphEndpoint"),
            Authority = authority is null ? listed.Authority : Parse(authority, "AuthorityHost"),
            ResourceManager = ownArm ?? (graph is null && authority is null ? listed.ResourceManager : null),
            ResourceManagerAudience = ownArm?.AbsoluteUri ?? listed.ResourceManagerAudience,
        };
    }

    private static Uri Parse(string value, string parameter)
    {
        string text = value.Contains("://", StringComparison.Ordinal) ? value : "https://" + value;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0)
        {
            throw ErrorRecords.EndpointInvalid(value, parameter).ToException();
        }

        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            throw ErrorRecords.EndpointNotHttps(value, parameter).ToException();
        }

        return uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
            ? uri
            : throw ErrorRecords.EndpointInvalid(value, parameter).ToException();
    }
}
