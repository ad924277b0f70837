using Ed2402Posture.TenantSimulator.Hosting;
using Ed2402Posture.TenantSimulator.Tokens;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Azure Resource Manager and Resource Graph: token, path, method, version and options are checked in this order, then the endpoint answers.</summary>
internal sealed class ArmService(SimulatorOptions options, TenantHistory history, TokenIssuer tokens) : IService
{
    private const string ApiVersion = "api-version";
    private static readonly IReadOnlyList<ArmEndpoint> Endpoints = [.. ArmLists.All, .. ArmScopes.All, ResourceGraph.Endpoint];
    private readonly PageCursor cursor = new();

    public Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        ServiceResponse response = CheckToken(request) ?? Answer(request);
        response.Headers.TryAdd("x-ms-request-id", Guid.NewGuid().ToString());
        response.Headers.TryAdd("x-ms-correlation-request-id", Guid.NewGuid().ToString());
        return Task.FromResult(response);
    }

    private ServiceResponse Answer(ServiceRequest request)
    {
        string path = "/" + string.Join('/', request.Segments);
        List<ArmEndpoint> known = [.. Endpoints.Where(e => e.Serves(path))];
        if (known.Count == 0 && request.Method == "GET" && NamedResources.IsResource(path))
        {
            known.Add(NamedResources.Endpoint(path));
        }

        if (known.Find(e => e.Method == request.Method) is not { } endpoint)
        {
            return known.Count > 0 || request.Method != "GET" ? ArmErrors.MethodNotAllowed(request.Method) : ArmErrors.UnknownPath(path);
        }

        string? version = request.Query.TryGetValue(ApiVersion, out var value) ? value.ToString() : null;
        return version is null ? ArmErrors.ApiVersionMissing()
            : !endpoint.Versions.Contains(version) ? ArmErrors.ApiVersionUnknown(version, endpoint.Versions)
            : request.Query.Keys.FirstOrDefault(name => name != ApiVersion && !endpoint.Options.Contains(name)) is { } option ? ArmErrors.UnknownOption(option)
            : endpoint.Answer(new ArmCall(request, history.Current, options, cursor));
    }

    private ServiceResponse? CheckToken(ServiceRequest request) => tokens.Check(request.Header("Authorization"), SimulatedService.ResourceManager, out DateTimeOffset end) switch
    {
        TokenFault.Missing => ArmErrors.TokenMissing(),
        TokenFault.Malformed => ArmErrors.TokenMalformed(),
        TokenFault.WrongAudience => ArmErrors.TokenAudience(tokens.Audience(SimulatedService.ResourceManager)),
        TokenFault.Expired => ArmErrors.TokenExpired(end),
        _ => null,
    };
}
