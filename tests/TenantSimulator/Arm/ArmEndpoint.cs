using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>One path of Azure Resource Manager.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path; compared without case.</param>
/// <param name="Versions">Values of <c>api-version</c> that it knows.</param>
/// <param name="Options">Other query options that it takes.</param>
/// <param name="Answer">Answers a request that passed token, path, method and options.</param>
internal sealed record ArmEndpoint(string Method, string Path, IReadOnlyList<string> Versions, IReadOnlyList<string> Options, Func<ArmCall, ServiceResponse> Answer);

/// <summary>A request to answer.</summary>
internal sealed record ArmCall(ServiceRequest Request, Tables Tables, SimulatorOptions Options, PageCursor Cursor);
