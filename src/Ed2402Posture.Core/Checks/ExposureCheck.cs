using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;

namespace Ed2402Posture.Core.Checks;

/// <summary>A check of the records of a case: one finding a record.</summary>
internal abstract class ExposureCheck : Check
{
    /// <summary>Whether the check is about such a record.</summary>
    protected abstract bool IsAbout(ExposureRecord record);

    /// <summary>The findings about the records; none when the case has no such record.</summary>
    protected IEnumerable<Finding> Records(CheckContext context)
    {
        foreach ((CaseItem item, ExposureResult result) in CaseVerdicts.Of(context, IsAbout))
        {
            (Outcome outcome, string reason, Severity? severity) = CaseVerdicts.Judge(item, result);
            yield return FindingFactory.Create(
                Metadata, context, outcome, new Subject(result.Subject, result.SubjectId ?? result.RecordId, result.SubjectType ?? "Record"), reason, $"{item.Reference}: {item.Kind}",
                result.Evidence.Count == 0 ? null : result.Evidence.ToString(), severity, outcome is Outcome.Fail or Outcome.Warning ? result.ToDo : null);
        }
    }
}
