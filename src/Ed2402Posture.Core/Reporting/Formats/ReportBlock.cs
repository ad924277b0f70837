namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A piece of a report for people, whatever it is written as.</summary>
internal abstract record ReportBlock;

/// <summary>A heading; level 1 is the title. One with an anchor is where the rows of tables lead that begin with that text.</summary>
internal sealed record Heading(int Level, string Text, string? Anchor = null) : ReportBlock;

/// <summary>A paragraph; an important one is set off.</summary>
internal sealed record Paragraph(string Text, bool IsImportant = false) : ReportBlock;

/// <summary>A list.</summary>
internal sealed record BulletList(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>A table; the first column of one that leads on names anchors.</summary>
internal sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, bool LeadsOn = false) : ReportBlock;
