namespace Ed2402Posture.Core.Checks;

/// <summary>What bounds the right to assign roles.</summary>
/// <param name="Lack">Why nothing does, as the end of a sentence; null when something does, or when that is not known.</param>
/// <param name="Unknown">Why it is not known; null when it is.</param>
internal readonly record struct DelegationLimit(string? Lack, string? Unknown)
{
    /// <summary>Only roles may be given that assign no roles themselves.</summary>
    public static DelegationLimit Bound => default;

    /// <summary>Whether that is certain.</summary>
    public bool IsBound => Lack is null && Unknown is null;
}
