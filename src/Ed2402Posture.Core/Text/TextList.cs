using System.Collections.ObjectModel;

namespace Ed2402Posture.Core.Text;

/// <summary>A read-only list that reads well as text: <c>ToString</c> joins its items with <c>; </c>, so that a CSV cell shows them
/// while scripts and JSON still see a list.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
public sealed class TextList<T> : ReadOnlyCollection<T>
{
    /// <summary>The empty list.</summary>
    public static readonly new TextList<T> Empty = new([]);

    /// <summary>Wraps a list.</summary>
    public TextList(IList<T> list)
        : base(list)
    {
    }

    /// <summary>The items, joined with <c>; </c>.</summary>
    public override string ToString() => string.Join("; ", this);
}
