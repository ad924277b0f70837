using System.Xml;

namespace Ed2402Posture.Core.Text;

/// <summary>Durations as the services write them: <c>PT8H</c>, <c>P365D</c>.</summary>
public static class Iso8601
{
    /// <summary>The duration; null when there is none, or the text is none: the caller then knows nothing, and assumes nothing.</summary>
    public static TimeSpan? Duration(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
