namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A piece of a report for people, whatever it is written as.</summary>
internal abstract record ReportBlock;

/// <summary>A heading; level 1 is the title.</summary>
internal sealed record Heading(int Level, string Text) : ReportBlock;

/// <summary>A paragraph; an important one is set off.</summary>
internal sealed record Paragraph(string Text, bool IsImportant = false) : ReportBlock;

/// <summary>A list.</summary>
internal sealed record BulletList(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>A table.</summary>
internal sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
