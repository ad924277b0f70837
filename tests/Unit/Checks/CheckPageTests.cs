using System.Text;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Unit.Docs;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A check, its page and its test are found by one name, and say the same.</summary>
public sealed class CheckPageTests
{
    private const string Folder = "docs/checks";
    private static readonly string[] Headings = ["What it tests", "Why", "How it is decided", "Data and permissions", "Thresholds", "What to do", "Limits", "References"];

    public static TheoryData<string> Ids() => [.. CheckCatalogue.All.Select(c => c.Metadata.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_fixed_shape_and_the_codes_facts(string id)
    {
        CheckMetadata check = CheckCatalogue.Find(id)!.Metadata;
        string page = $"{Folder}/{id}.md";
        GeneratedSection.AssertUpToDate(page, "summary", Summary(check));
        GeneratedSection.AssertUpToDate(page, "data", Data(check));
        GeneratedSection.AssertUpToDate(page, "thresholds", Thresholds(check));
        GeneratedSection.AssertUpToDate(page, "remediation", check.Remediation);
        GeneratedSection.AssertUpToDate(page, "references", string.Join('\n', check.References.Select(r => $"- {r}")));

        string[] lines = File.ReadAllText(Path.Combine(GeneratedSection.Root, page)).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"# {id}: {check.Title}", lines[0]);
        Assert.Equal(Headings, lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..]));
        foreach (string heading in Headings)
        {
            Assert.Contains(lines.SkipWhile(l => l != $"## {heading}").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)), l => l.Length > 0);
        }
    }

    [Fact]
    public void Every_check_has_its_page_and_every_page_its_check()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(GeneratedSection.Root, Folder), "*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "README");
        Assert.Equal(CheckCatalogue.All.Select(c => c.Metadata.Id).Order(), pages.Order());
    }

    [Fact]
    public void The_catalogues_table_is_what_the_code_declares()
    {
        var table = new StringBuilder("| Check | Holds when it passes | Severity | Provenance | Licence |\n|---|---|---|---|---|\n");
        foreach (CheckMetadata check in CheckCatalogue.All.Select(c => c.Metadata))
        {
            table.Append("| ").AppendJoin(" | ", $"[{check.Id}]({check.Id}.md)", check.Title, check.Severity, string.Join(", ", check.Provenance), Licences(check)).Append(" |\n");
        }

        GeneratedSection.AssertUpToDate($"{Folder}/README.md", "checks", table.ToString());
    }

    [Fact]
    public void The_table_by_policy_is_what_the_code_declares()
    {
        var table = new StringBuilder("| Policy | Checks |\n|---|---|\n");
        foreach (IGrouping<string, string> policy in CheckCatalogue.All.SelectMany(c => c.Metadata.References.Select(r => (Reference: r, c.Metadata.Id))).Where(r => r.Reference.StartsWith("SCuBA ", StringComparison.Ordinal))
            .GroupBy(r => r.Reference["SCuBA ".Length..], r => r.Id).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            table.Append("| ").AppendJoin(" | ", policy.Key, string.Join(", ", policy.Select(id => $"[{id}]({id}.md)"))).Append(" |\n");
        }

        GeneratedSection.AssertUpToDate($"{Folder}/README.md", "policies", table.ToString());
    }

    [Fact]
    public void A_checks_class_is_named_after_its_id_and_has_its_tests()
    {
        HashSet<string> tests = [.. typeof(CheckPageTests).Assembly.GetTypes().Select(t => t.Name)];
        foreach (Check check in CheckCatalogue.All)
        {
            string name = check.GetType().Name, prefix = check.Metadata.Id.Replace("-", "", StringComparison.Ordinal);
            Assert.StartsWith(prefix, name, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(name + "Tests", tests);
        }
    }

    [Fact]
    public void Every_check_of_the_assembly_is_in_the_catalogue_and_ids_are_in_order()
    {
        IEnumerable<Type> types = typeof(Check).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Check)) && !t.IsAbstract);
        Assert.Equal(types.Select(t => t.Name).Order(), CheckCatalogue.All.Select(c => c.GetType().Name).Order());
        Assert.All(CheckCatalogue.All.GroupBy(c => c.Metadata.Category), g => Assert.Equal(g.Select(c => c.Metadata.Id).Order(), g.Select(c => c.Metadata.Id)));
        Assert.Equal(CheckCatalogue.All.Select(c => c.Metadata.Category).Order(), CheckCatalogue.All.Select(c => c.Metadata.Category));
    }

    [Fact]
    public void Provenance_agrees_with_the_baselines_badges()
    {
        foreach (CheckMetadata check in CheckCatalogue.All.Select(c => c.Metadata))
        {
            List<string> scuba = [.. check.References.Where(r => r.StartsWith("SCuBA ", StringComparison.Ordinal))];
            Assert.All(scuba, r => Assert.Matches(@"^SCuBA MS\.AAD\.\d+\.\d+v\d$", r));
            Assert.Equal(check.Provenance.Order(), check.Provenance);
            Assert.True(!check.Provenance.Contains(Provenance.BOD) || scuba.Exists(ScubaBadges.Contains), $"{check.Id} claims BOD 25-01 without a policy that has its badge.");
            Assert.True(!check.Provenance.Contains(Provenance.SCuBA) || scuba.Exists(r => !ScubaBadges.Contains(r)), $"{check.Id} claims SCuBA without such a policy.");
        }
    }

    /// <summary>Policies of the baseline that BOD 25-01 requires (baselines/aad.md of ScubaGear 1.8.0).</summary>
    private static readonly HashSet<string> ScubaBadges =
    [
        .. "1.1v1 2.1v1 2.3v1 3.1v1 3.2v2 3.3v2 3.4v1 3.5v2 3.6v1 5.1v1 5.2v1 5.3v1 6.1v1 7.1v1 7.2v1 7.3v1 7.4v1 7.5v1 7.6v1 7.7v1 7.8v1".Split(' ').Select(p => "SCuBA MS.AAD." + p),
    ];

    private static string Summary(CheckMetadata check) =>
        $"| Category | Severity | Provenance |\n|---|---|---|\n| {check.Category} | {check.Severity} | {string.Join(", ", check.Provenance)} |";

    private static string Data(CheckMetadata check)
    {
        var table = new StringBuilder("| Dataset | Part | Least permission | Licence |\n|---|---|---|---|\n");
        foreach ((DatasetNeed need, string part) in check.Needs.Select(n => (n, "needed")).Concat(check.Widens.Select(n => (n, "adds subjects"))).Concat(check.Explains.Select(d => (new DatasetNeed(d), "adds words"))))
        {
            string licence = need.Dataset.Licence == Licence.None ? "" : need.Dataset.Licence.Name() + (need.UnlicensedMeansNone ? "; without it there is none" : "");
            table.Append("| ").AppendJoin(" | ", need.Dataset.Name, part, need.Dataset.PermissionText, licence).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Thresholds(CheckMetadata check)
    {
        if (check.Thresholds.Count == 0)
        {
            return "None.";
        }

        var table = new StringBuilder("| Name | Default | Unit | From | To | Meaning |\n|---|---|---|---|---|---|\n");
        foreach (Threshold t in check.Thresholds)
        {
            table.Append("| ").AppendJoin(" | ", $"`{t.Name}`", t.Default, t.Unit, t.Minimum, t.Maximum, t.Meaning).Append(" |\n");
        }

        return table.ToString();
    }

    private static string Licences(CheckMetadata check)
    {
        List<string> names = [.. check.Needs.Where(n => n.Dataset.Licence != Licence.None && !n.UnlicensedMeansNone).Select(n => n.Dataset.Licence.Name()).Distinct()];
        return names.Count == 0 ? Licence.None.Name() : string.Join(", ", names);
    }
}
