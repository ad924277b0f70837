using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Tells apart what a refusal means: a permission that is missing, a licence, a cloud that does not offer it, or a failure. The
/// services write them in many ways, and one code can mean two things.</summary>
internal static class Refusals
{
    private const string NonPremium = "Authentication_RequestFromNonPremiumTenantOrB2CTenant";
    private const string ReadDirectory = "Directory.Read.All";

    /// <summary>Whether the tenant's licences decide what the refusal means.</summary>
    public static bool LicencesDecide(ReadException exception) => exception.Error?.Code == NonPremium;

    /// <summary>The state of a dataset that could not be read.</summary>
    public static DatasetState ToState(DatasetDefinition dataset, ReadException exception, LicenceView licences, TenantIdentity identity) => exception.Error switch
    {
        null => Failed(exception.Message),
        { Code: "AadPremiumLicenseRequired" } error => NotLicensed(dataset, error),
        { Code: NonPremium } error => NonPremiumTenant(dataset, error, licences),
        { Status: 403 } error when Says(error, "not licensed") => NotLicensed(dataset, error),
        { Status: 403 } error => NoPermission(dataset.PermissionText, error, identity),
        { Status: 401 } error => Failed($"the token was refused, a new one too ({error})"),
        { Status: 400 or 404 or 405 or 501 } error when IsUnknownHere(dataset, error, identity.Environment) => new DatasetState { Status = DatasetStatus.NotSupported, Reason = $"{identity.Environment.Name} does not offer it ({error})" },
        { } error => Failed(error.ToString()),
    };

    /// <summary>The reports refuse with this code when the tenant has no P1, and sometimes when a licensed tenant's application lacks
    /// Directory.Read.All (microsoft-graph-docs issue 12537): the licences decide.</summary>
    private static DatasetState NonPremiumTenant(DatasetDefinition dataset, ServiceError error, LicenceView licences) =>
        licences.Has(Licence.EntraIdP1) == false
            ? NotLicensed(dataset, error)
            : new DatasetState
            {
                Status = DatasetStatus.NoPermission,
                Missing = ReadDirectory,
                Reason = licences.Has(Licence.EntraIdP1) is null ? $"{error}; or a licence is missing: subscribedSkus could not be read" : $"{error}; the tenant has the licence",
            };

    private static DatasetState NotLicensed(DatasetDefinition dataset, ServiceError error) => new()
    {
        Status = DatasetStatus.NotLicensed,
        Missing = (dataset.Licence == Licence.None ? Licence.EntraIdP1 : dataset.Licence).Name(),
        Reason = error.ToString(),
    };

    private static DatasetState NoPermission(string missing, ServiceError error, TenantIdentity identity) => new()
    {
        Status = DatasetStatus.NoPermission,
        Missing = missing,
        Reason = identity.IsApplication || identity.Permissions.Count == 0 ? error.ToString() : $"{error}; a delegated sign-in also needs a directory role such as Global Reader",
    };

    /// <summary>Clouds other than the public one lack parts of beta, and some segments of v1.0. Beta may lose a segment anywhere, and an endpoint of
    /// one's own may be any cloud.</summary>
    private static bool IsUnknownHere(DatasetDefinition dataset, ServiceError error, CloudEnvironment environment)
    {
        bool beta = dataset.Service == DatasetService.GraphBeta, noSegment = Says(error, "Resource not found for the segment");
        return environment.Cloud == Clouds.Public ? beta && noSegment : beta || noSegment;
    }

    private static DatasetState Failed(string reason) => new() { Status = DatasetStatus.Failed, Reason = reason };

    private static bool Says(ServiceError error, string words) => error.Message?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
}
