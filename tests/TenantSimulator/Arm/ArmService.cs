using Ed2402Posture.TenantSimulator.Hosting;
using Ed2402Posture.TenantSimulator.Tokens;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Azure Resource Manager.</summary>
internal sealed class ArmService(SimulatorOptions options, TokenIssuer tokens) : IService
{
    public Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ServiceResponse { Status = tokens.Check(request.Header("Authorization"), SimulatedService.ResourceManager, out _) == TokenFault.None && options.AzureReader ? 404 : 401 });
}
