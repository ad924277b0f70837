using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;
using Ed2402Posture.TenantSimulator.Tokens;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Microsoft Graph: token, path, method, query options, permission and licence are checked in this order, then the endpoint answers.</summary>
internal sealed class GraphService(SimulatorOptions options, TenantHistory history, TokenIssuer tokens, Dispatcher dispatcher) : IService
{
    private static readonly IReadOnlyList<GraphEndpoint> Endpoints =
        [.. DeltaEndpoints.All, .. DirectoryEndpoints.All, .. GroupEndpoints.All, .. WorkloadEndpoints.All, .. OwnershipEndpoints.All, .. RoleEndpoints.All, .. PimGroupEndpoints.All, .. PolicyEndpoints.All, WhatIf.WhatIfEndpoint.One, .. ReportEndpoints.All, .. RiskEndpoints.All, .. AuditLogEndpoints.All, .. DeletedItemEndpoints.All];

    private readonly PageCursor cursor = new();
    private readonly GraphAccess access = new(options);
    private readonly GraphBatch batch = new(dispatcher, options.Seed);

    public async Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        ServiceResponse response = CheckToken(request)
            ?? (request is { Method: "POST", IsBatchPart: false, Segments: ["v1.0" or "beta", "$batch"] } ? await batch.AnswerAsync(request, cancellationToken) : Answer(request));
        string id = Guid.NewGuid().ToString();
        response.Headers.TryAdd("request-id", id);
        response.Headers.TryAdd("client-request-id", request.Header("client-request-id") ?? id);
        return response;
    }

    private ServiceResponse Answer(ServiceRequest request)
    {
        if (request.Segments is not [("v1.0" or "beta") and var version, .. var segments])
        {
            return GraphErrors.UnknownVersion();
        }

        bool countOnly = segments is [.., "$count"];
        string path = "/" + string.Join('/', countOnly ? segments.SkipLast(1) : segments);
        foreach (GraphEndpoint endpoint in Endpoints)
        {
            if (endpoint.Method == request.Method && !(endpoint.BetaOnly && version == "v1.0") && endpoint.Match(path) is { } route)
            {
                return countOnly && !(endpoint.Rules.Advanced && QueryOptions.IsEventualRequest(request)) ? GraphErrors.CountWithoutHeader() : Answer(request, version, endpoint, route, countOnly);
            }
        }

        return Endpoints.Any(e => !(e.BetaOnly && version == "v1.0") && e.Match(path) is not null) || request.Method != "GET" ? GraphErrors.MethodNotAllowed() : GraphErrors.UnknownSegment(segments.Length == 0 ? "" : segments[^1]);
    }

    private ServiceResponse Answer(ServiceRequest request, string version, GraphEndpoint endpoint, IReadOnlyDictionary<string, string> route, bool countOnly)
    {
        ServiceResponse? refusal = QueryOptions.TryRead(request, endpoint.Rules, out QueryOptions query) ?? Unknown(endpoint, query) ?? access.Check(endpoint, endpoint.DatasetOf(request) ?? endpoint.Dataset, query);
        if (refusal is not null)
        {
            return refusal;
        }

        var call = new GraphCall { Request = request, Version = version, Endpoint = endpoint, Route = route, Query = query, Tables = history.Current, History = history, Options = options, Cursor = cursor, CountOnly = countOnly, IsLicensed = access.IsLicensed(endpoint.Dataset), MayReadUsers = access.MayRead(Datasets.Users) };
        ServiceResponse response = endpoint.Answer(call);
        if (endpoint.Family is RefusalFamily.Policies or RefusalFamily.ConditionalAccess)
        {
            response = LaterEnumMembers.Hide(request, response);
        }

        return endpoint.Cost is { } cost && response.Status == 200 ? response.With("x-ms-resource-unit", Units(cost, query).ToString(CultureInfo.InvariantCulture)) : response;
    }

    private ServiceResponse? Unknown(GraphEndpoint endpoint, QueryOptions query) =>
        query.Select?.FirstOrDefault(name => options.UnknownProperties.Contains($"{(endpoint.Rules.Type == "directoryObject" ? "user" : endpoint.Rules.Type)}/{name}")) is { } name ? GraphErrors.UnknownSelect(name, endpoint.Rules.Type) : null;

    private ServiceResponse? CheckToken(ServiceRequest request) => tokens.Check(request.Header("Authorization"), SimulatedService.Graph, out _) switch
    {
        TokenFault.Missing => GraphErrors.TokenMissing(),
        TokenFault.Malformed => GraphErrors.TokenMalformed(),
        TokenFault.WrongAudience => GraphErrors.TokenAudience(),
        TokenFault.Expired => GraphErrors.TokenExpired(),
        _ => null,
    };

    /// <summary>Resource units: a select saves one, an expand costs one, a small page saves one; at least one is paid.</summary>
    private static int Units(int cost, QueryOptions query) => Math.Max(1, cost - (query.Select is null ? 0 : 1) + (query.Expand.Count > 0 ? 1 : 0) - (query.Top < 20 ? 1 : 0));
}
