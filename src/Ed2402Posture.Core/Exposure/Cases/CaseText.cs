using Ed2402Posture.Core.Exposure.Records;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>Guards the text that people write into a case: as in exposure lists, no credential's value enters.</summary>
internal static class CaseText
{
    private const int MaximumLength = 1024;

    /// <summary>Refuses texts that seem to hold a secret. The error names the field and never the text.</summary>
    /// <exception cref="ExposureException">One of them does, or is too long.</exception>
    public static void Guard(params ReadOnlySpan<(string Field, string? Text)> fields)
    {
        foreach ((string field, string? text) in fields)
        {
            if (SecretDetector.Find(text) is { } what)
            {
                throw new ExposureException($"{field} seems to hold {what}.", "CaseTextSecret", "Describe the credential; never write down its value.");
            }

            if (text?.Length > MaximumLength || text?.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')) == true)
            {
                throw new ExposureException($"{field} has more than {MaximumLength} characters, or control characters.", "CaseTextInvalid", "Shorten it.");
            }
        }
    }
}
