using System.Text;
using System.Text.RegularExpressions;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Members that an enumeration got after <c>unknownFutureValue</c> are shown only to callers who ask for them with
/// <c>Prefer: include-unknown-enum-members</c>. Source: the v1.0 metadata (2026-08-20) and Microsoft Graph's best practices.</summary>
internal static partial class LaterEnumMembers
{
    private const string Preference = "include-unknown-enum-members";

    public static ServiceResponse Hide(ServiceRequest request, ServiceResponse response)
    {
        if (request.Header("Prefer")?.Contains(Preference, StringComparison.OrdinalIgnoreCase) == true)
        {
            return response.With("Preference-Applied", Preference);
        }

        return new ServiceResponse { Status = response.Status, Headers = response.Headers, Body = Encoding.UTF8.GetBytes(Later().Replace(response.Text, "\"unknownFutureValue\"")) };
    }

    /// <summary>Elements of lists: conditionalAccessDevicePlatform, conditionalAccessGrantControl, authenticationMethodModes.</summary>
    [GeneratedRegex("""(?<=[\[,])"(linux|riskRemediation|qrCodePin)"(?=[\],])""")]
    private static partial Regex Later();
}
