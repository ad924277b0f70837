using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Sessions;

namespace Ed2402Posture.Completion;

/// <summary>Offers the applications and service principals with a credential that this session has read.</summary>
public sealed class WorkloadCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values()
    {
        if (Session.Current?.Snapshot is not { } snapshot)
        {
            return [];
        }

        return snapshot.Get(Datasets.Applications).Items
            .Where(a => a.DisplayName is not null && a.PasswordCredentials?.Count + a.KeyCredentials?.Count > 0)
            .Select(a => (a.DisplayName!, $"Application {a.AppId}"))
            .Concat(snapshot.Get(Datasets.ServicePrincipals).Items
                .Where(s => s.DisplayName is not null && s.PasswordCredentials?.Count + s.KeyCredentials?.Count > 0)
                .Select(s => (s.DisplayName!, $"Service principal {s.AppId}")));
    }
}
