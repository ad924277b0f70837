namespace Ed2402Posture.Azure.Collectors;

/// <summary>The most that one request of Graph or Azure may ask for, and what they answer unasked.</summary>
internal static class Limits
{
    /// <summary>Items on a page of directory objects.</summary>
    public const int LargestPage = 999;

    /// <summary>Items on a page where the request does not say how many.</summary>
    public const int DefaultPage = 100;

    /// <summary>Items on a page of Azure Resource Manager and Resource Graph.</summary>
    public const int AzurePage = 1000;

    /// <summary>Items on a page of Identity Protection.</summary>
    public const int RiskPage = 500;

    /// <summary>Users on a page that selects their sign-in activity (Microsoft Graph, 'List users').</summary>
    public const int SignInActivityPage = 500;

    /// <summary>What such a page has where the service keeps to the smaller limit that it had before.</summary>
    public const int SmallSignInActivityPage = 120;

    /// <summary>Ids in an <c>id in (…)</c> filter.</summary>
    public const int IdsInFilter = 15;

    /// <summary>Ids in the <c>id eq … or id eq …</c> filter of a list of changes (user: delta, group: delta).</summary>
    public const int IdsInChanges = 50;

    /// <summary>Ids in a <c>getByIds</c>.</summary>
    public const int IdsInGetByIds = 1000;

    /// <summary>Parts of a batch of what nothing waits for, in the lane of PIM: a quarter of its window, so that what longer batches leave of a window is used. A whole batch more may
    /// cost another window, which is ten seconds.</summary>
    public const int PartsInSmallBatch = 5;

    /// <summary>Parts of a batch.</summary>
    public const int PartsInBatch = 20;
}
