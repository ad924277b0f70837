namespace Ed2402Posture.Build.Help;

/// <summary>A page that is not in the shape that help needs; named by file and line, as compilers do.</summary>
internal sealed class PageException(string file, int line, string message) : Exception($"{file}({line}): error: {message}");
