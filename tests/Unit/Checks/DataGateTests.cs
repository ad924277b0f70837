using CsCheck;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>What holds of every check when data is missing: nothing passes that rests on it, no failure turns to pass, no failure is made up,
/// and no check rests on a dataset that it does not name.</summary>
public sealed class DataGateTests
{
    private static readonly IReadOnlyList<Finding> Whole = Run(PlantedTenant.Make().Build());

    public static TheoryData<string, DatasetStatus> Gaps()
    {
        var gaps = new TheoryData<string, DatasetStatus>();
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            foreach (DatasetStatus status in Enum.GetValues<DatasetStatus>().Where(s => s != DatasetStatus.Complete))
            {
                gaps.Add(dataset.Name, status);
            }
        }

        return gaps;
    }

    [Fact]
    public void The_planted_tenant_gives_every_check_something_to_fail()
    {
        Assert.All(CheckCatalogue.All, c => Assert.Contains(Whole, f => f.CheckId == c.Metadata.Id && f.Outcome is (Outcome.Fail or Outcome.Warning)));
        Assert.DoesNotContain(Whole, f => f.Reason.Contains("error of its own", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Nothing_passes_on_data_that_was_not_read(string datasetName, DatasetStatus status)
    {
        DatasetDefinition dataset = Datasets.Find(datasetName)!;
        Snapshot snapshot = PlantedTenant.Make().Unread(dataset, status).Build();
        Check(dataset, status, Run(snapshot));
    }

    [Fact]
    public void Nothing_passes_on_data_of_which_a_part_is_missing()
    {
        Snapshot snapshot = PlantedTenant.Make().Build();
        Gen.Select(Gen.Int[0, Datasets.All.Count - 1], Gen.Int).Sample(
            (index, seed) => Check(Datasets.All[index], DatasetStatus.Partial, Run(snapshot.With(snapshot.Info, [Thin((dynamic)snapshot.Get(Datasets.All[index]), new Random(seed))]))),
            iter: 200, threads: 1);
    }

    private static void Check(DatasetDefinition dataset, DatasetStatus status, IEnumerable<Finding> found)
    {
        ILookup<string, Finding> findings = found.ToLookup(f => f.CheckId);
        foreach (CheckMetadata check in CheckCatalogue.All.Select(c => c.Metadata))
        {
            List<Finding> whole = [.. Whole.Where(f => f.CheckId == check.Id)], now = [.. findings[check.Id]];
            if (check.Needs.Concat(check.Widens).Any(n => n.Dataset == dataset && ((status == DatasetStatus.NotLicensed && n.UnlicensedMeansNone) || (status == DatasetStatus.NotSupported && n.UnsupportedMeansNone))))
            {
                Assert.DoesNotContain(now, f => f.Outcome == Outcome.Pass && Counterparts(whole, f).Any(w => w.Outcome == Outcome.Fail));
                continue;
            }

            bool needed = check.Needs.Any(n => n.Dataset == dataset);
            if (!needed && check.Widens.All(n => n.Dataset != dataset))
            {
                Assert.Equal(whole.Select(Verdict).Order(), now.Select(Verdict).Order());
                continue;
            }

            Finding notRead = Assert.Single(now, f => f.Outcome == Outcome.NotAssessed && f.SubjectType == Subject.TenantType && f.Resource == dataset.Name);
            Assert.StartsWith(status.ToString(), notRead.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(now, f => f.Outcome == Outcome.Pass && (needed || f.SubjectType == Subject.TenantType));
            foreach (Finding finding in now.Where(f => f.Outcome is Outcome.Pass or Outcome.Fail))
            {
                Assert.True(Counterparts(whole, finding).Any(f => f.Outcome == finding.Outcome), $"{dataset} {status}: {finding}");
            }
        }
    }

    /// <summary>The findings on whole data about the same subject and resource; about the subject alone where the resource itself comes from what is missing.</summary>
    private static IEnumerable<Finding> Counterparts(IReadOnlyList<Finding> whole, Finding finding)
    {
        ILookup<bool, Finding> sameResource = whole.Where(f => f.SubjectId == finding.SubjectId).ToLookup(f => f.Resource == finding.Resource);
        return sameResource[true].Any() ? sameResource[true] : sameResource[false];
    }

    private static Dataset<T> Thin<T>(Dataset<T> dataset, Random random)
        where T : class =>
        new((DatasetDefinition<T>)dataset.Definition, new DatasetState { Status = DatasetStatus.Partial, Reason = "a page was lost" }, [.. dataset.Items.Where(_ => random.Next(2) == 0)]);

    private static (string, string?, Outcome) Verdict(Finding finding) => (finding.SubjectId, finding.Resource, finding.Outcome);

    private static List<Finding> Run(Snapshot snapshot) => [.. CheckRunner.Run(new TenantAnalysis(snapshot, PlantedTenant.Settings).ForCase(PlantedTenant.Case), CheckCatalogue.All)];
}
