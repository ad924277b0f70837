using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class RefusalTests
{
    private const string NonPremium = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";

    [Theory]
    [InlineData(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")]
    [InlineData(403, "AccessDenied", "You cannot perform the requested operation, required scopes are missing in the token.")]
    [InlineData(403, "Forbidden", "You cannot perform the requested operation, required scopes are missing in the token.")]
    [InlineData(403, "Authentication_MSGraphPermissionMissing", "Calling principal does not have required MSGraph permissions AuditLog.Read.All")]
    [InlineData(403, "PermissionScopeNotGranted", "Authorization failed due to missing permission scope")]
    [InlineData(403, "accessDenied", "Request Authorization failed")]
    [InlineData(403, "AuthorizationFailed", "The client does not have authorization to perform action")]
    [InlineData(403, null, null)]
    public void A_missing_permission_is_named(int status, string? code, string? message)
    {
        DatasetState state = State(Datasets.Users, status, code, message);

        Assert.Equal((DatasetStatus.NoPermission, "User.Read.All"), (state.Status, state.Missing));
    }

    [Theory]
    [InlineData(400, "AadPremiumLicenseRequired", "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.")]
    [InlineData(403, "Forbidden", "Your tenant is not licensed for this feature.")]
    [InlineData(403, "AccessDenied", "Your tenant is not licensed for this feature. Please upgrade your subscription to access it.")]
    public void A_missing_licence_is_named(int status, string code, string message)
    {
        DatasetState state = State(Datasets.RoleEligibilityScheduleInstances, status, code, message);

        Assert.Equal((DatasetStatus.NotLicensed, Licence.EntraIdP2OrGovernance.Name()), (state.Status, state.Missing));
    }

    [Fact]
    public void The_reports_refusal_is_a_licence_only_when_the_tenant_has_none()
    {
        DatasetState without = State(Datasets.SignInActivity, 403, NonPremium, "Neither tenant is B2C or tenant doesn't have premium license", plans: []);
        DatasetState with = State(Datasets.SignInActivity, 403, NonPremium, "Neither tenant is B2C or tenant doesn't have premium license", plans: [Licences.P2Plan]);
        DatasetState unknown = State(Datasets.SignInActivity, 403, NonPremium, "Tenant is not a B2C tenant and doesn't have premium license");

        Assert.Equal((DatasetStatus.NotLicensed, "Microsoft Entra ID P1"), (without.Status, without.Missing));
        Assert.Equal((DatasetStatus.NoPermission, "Directory.Read.All"), (with.Status, with.Missing));
        Assert.Equal((DatasetStatus.NoPermission, "Directory.Read.All"), (unknown.Status, unknown.Missing));
        Assert.Contains("subscribedSkus could not be read", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Beta_outside_the_public_cloud_may_not_exist()
    {
        Assert.Equal(DatasetStatus.NotSupported, State(Datasets.OtherSignIns, 400, "BadRequest", "no", Clouds.UsGovernment).Status);
        Assert.Equal(DatasetStatus.Failed, State(Datasets.OtherSignIns, 400, "BadRequest", "no", Clouds.Public).Status);
        Assert.Equal(DatasetStatus.Failed, State(Datasets.Users, 400, "BadRequest", "no", Clouds.UsGovernment).Status);
        Assert.Equal(DatasetStatus.NotSupported, State(Datasets.Users, 400, "BadRequest", "Resource not found for the segment 'users'.", Clouds.UsGovernment).Status);
    }

    [Theory]
    [InlineData(500, "InternalServerError")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(400, "Request_UnsupportedQuery")]
    [InlineData(401, "InvalidAuthenticationToken")]
    public void Anything_else_failed(int status, string code)
    {
        DatasetState state = State(Datasets.Users, status, code, "words");

        Assert.Equal(DatasetStatus.Failed, state.Status);
        Assert.Contains(code, state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_is_told_of_the_directory_role_too()
    {
        var person = new TenantIdentity { TenantId = "t", Method = SignInMethod.Interactive, Environment = CloudEnvironment.AzureCloud, Permissions = ["User.Read.All"] };

        DatasetState state = Refusals.ToState(Datasets.Users, Refusal(403, "Authorization_RequestDenied", "no"), LicenceView.Unknown, person);

        Assert.Contains("Global Reader", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_inside_the_message_is_opened()
    {
        var error = ServiceError.From(403, """{"error":{"code":"UnknownError","message":"{\"errorCode\":\"PermissionScopeNotGranted\",\"message\":\"missing scope\",\"instanceAnnotations\":[]}","innerError":{"request-id":"f00d"}}}"""u8.ToArray(), _ => null, DateTimeOffset.UnixEpoch);

        Assert.Equal(("PermissionScopeNotGranted", "missing scope", "f00d"), (error.Code, error.Message, error.RequestId));
    }

    private static DatasetState State(DatasetDefinition dataset, int status, string? code, string? message, Clouds cloud = Clouds.Public, IReadOnlyCollection<string>? plans = null) =>
        Refusals.ToState(dataset, Refusal(status, code, message), new LicenceView(plans), new TenantIdentity
        {
            TenantId = "t", Method = SignInMethod.ClientSecret, Environment = CloudEnvironment.AzureCloud with { Cloud = cloud }, IsApplication = true,
        });

    private static ReadException Refusal(int status, string? code, string? message) => new(new ServiceError(status, code, message, "request-1", null));
}
