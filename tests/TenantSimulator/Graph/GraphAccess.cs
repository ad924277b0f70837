using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Whether the client's permissions and the tenant's licences suffice.</summary>
internal sealed class GraphAccess(SimulatorOptions options)
{
    private const string SignInActivity = "signInActivity";
    private readonly IReadOnlyCollection<string> plans = Licences.ServicePlans(options.Snapshot.Get(Datasets.SubscribedSkus).Items);

    /// <summary>The refusal, or null when the endpoint may be read so.</summary>
    public ServiceResponse? Check(GraphEndpoint endpoint, DatasetDefinition dataset, QueryOptions query)
    {
        if (!MayRead(dataset))
        {
            return endpoint.Family.NoPermission(dataset);
        }

        if (endpoint.Rules.Type == "user" && (query.Selects(SignInActivity) || query.Filter?.Clauses.Any(c => c.Path.StartsWith(SignInActivity, StringComparison.OrdinalIgnoreCase)) == true))
        {
            // The user itself has been checked; what sign-in activity needs beyond it is the audit log's permission and licence.
            DatasetDefinition activity = Datasets.SignInActivity;
            return !Has([.. activity.Permissions.Except(Datasets.Users.Permissions)], activity.AlsoEnough) ? RefusalFamily.Reports.NoPermission(activity)
                : IsLicensed(activity) ? null : RefusalFamily.Reports.NotLicensed();
        }

        return IsLicensed(dataset) ? null : endpoint.Family.NotLicensed();
    }

    public bool IsLicensed(DatasetDefinition dataset) => Licences.Covers(plans, dataset.Licence);

    /// <summary>Whether the permissions suffice for the dataset.</summary>
    public bool MayRead(DatasetDefinition dataset) => Has(dataset.Permissions, dataset.AlsoEnough);

    private bool Has(IReadOnlyList<string> all, IReadOnlyList<string> any) =>
        options.Permissions is not { } held || all.All(held.Contains) || any.Any(held.Contains);
}
