using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>One path of Azure Resource Manager.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path; compared without case. One that begins with <c>{scope}</c> is served at every scope.</param>
/// <param name="Versions">Values of <c>api-version</c> that it knows.</param>
/// <param name="Options">Other query options that it takes.</param>
/// <param name="Answer">Answers a request that passed token, path, method and options.</param>
internal sealed record ArmEndpoint(string Method, string Path, IReadOnlyList<string> Versions, IReadOnlyList<string> Options, Func<ArmCall, ServiceResponse> Answer)
{
    private const string AnyScope = "{scope}";

    /// <summary>Whether it serves that path.</summary>
    public bool Serves(string path) => Path.StartsWith(AnyScope, StringComparison.Ordinal)
        ? path.Length > Path.Length - AnyScope.Length && path.EndsWith(Path[AnyScope.Length..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(path, Path, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A request to answer.</summary>
internal sealed record ArmCall(ServiceRequest Request, Tables Tables, SimulatorOptions Options, PageCursor Cursor);
