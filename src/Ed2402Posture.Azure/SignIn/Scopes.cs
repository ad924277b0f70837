using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Azure.SignIn;

/// <summary>The scopes for which tokens are asked.</summary>
internal static class Scopes
{
    public static string Graph(CloudEnvironment environment) => $"{environment.Graph.GetLeftPart(UriPartial.Authority)}/.default";

    /// <summary>The audience keeps its closing slash, so that there are two: it is part of the audience's name.</summary>
    public static string ResourceManager(CloudEnvironment environment) => $"{environment.ResourceManagerAudience}/.default";
}
