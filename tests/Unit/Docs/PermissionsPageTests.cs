using System.Text;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Docs;

public sealed class PermissionsPageTests
{
    private const string Page = "docs/permissions.md";

    [Fact]
    public void The_table_of_datasets_is_what_the_code_declares()
    {
        var table = new StringBuilder("| Dataset | What it holds | Endpoint | Least permission | Also enough | Licence | Clouds |\n|---|---|---|---|---|---|---|\n");
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            string endpoint = dataset.Service == DatasetService.GraphBeta ? $"beta {dataset.Endpoint}" : dataset.Endpoint;
            table.Append("| ").AppendJoin(" | ", dataset.Name, dataset.Title, $"`{endpoint}`", dataset.PermissionText, string.Join(", ", dataset.AlsoEnough), dataset.Licence == Licence.None ? "" : dataset.Licence.Name(), Describe(dataset.Clouds)).Append(" |\n");
        }

        GeneratedSection.AssertUpToDate(Page, "datasets", table.ToString());
    }

    [Fact]
    public void The_table_of_datasets_read_on_demand_is_what_the_code_declares()
    {
        var table = new StringBuilder("| Dataset | What it holds | Endpoint | Least permission | Also enough | Licence |\n|---|---|---|---|---|---|\n");
        foreach (DatasetDefinition dataset in Datasets.OnDemand)
        {
            string endpoint = dataset.Service == DatasetService.GraphBeta ? $"beta {dataset.Endpoint}" : dataset.Endpoint;
            table.Append("| ").AppendJoin(" | ", dataset.Name, dataset.Title, $"`{endpoint}`", dataset.PermissionText, string.Join(", ", dataset.AlsoEnough), dataset.Licence == Licence.None ? "" : dataset.Licence.Name()).Append(" |\n");
        }

        GeneratedSection.AssertUpToDate(Page, "on-demand", table.ToString());
    }

    [Fact]
    public void The_least_privilege_list_is_what_the_datasets_need()
    {
        IEnumerable<string> permissions = Datasets.All
            .Where(d => d.Service is DatasetService.Graph or DatasetService.GraphBeta)
            .SelectMany(d => d.Permissions)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        GeneratedSection.AssertUpToDate(Page, "least-privilege", string.Join('\n', permissions.Select(p => $"- `{p}`")));
    }

    private static string Describe(Clouds clouds) => clouds switch
    {
        Clouds.All => "all",
        Clouds.PublicAndUsGovernment => "public, US government",
        Clouds.Public => "public",
        _ => clouds.ToString(),
    };
}
