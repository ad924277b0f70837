namespace Ed2402Posture.Azure.Collectors;

/// <summary>The most that one request of Graph may ask for.</summary>
internal static class Limits
{
    /// <summary>Items on a page of directory objects.</summary>
    public const int LargestPage = 999;

    /// <summary>Ids in an <c>id in (…)</c> filter.</summary>
    public const int IdsInFilter = 15;

    /// <summary>Ids in a <c>getByIds</c>.</summary>
    public const int IdsInGetByIds = 1000;
}
