namespace Ed2402Posture.Azure.Transport;

/// <summary>By what an item of a dataset is known: its id, and that of the object to which it belongs where an id alone is not enough. It holds texts that are there anyway.</summary>
/// <param name="Parent">The id of the object to which it belongs; empty where the id is enough.</param>
/// <param name="Id">The id.</param>
internal readonly record struct ItemKey(string Parent, string Id) : IComparable<ItemKey>
{
    public static implicit operator ItemKey(string id) => new("", id);

    public bool Equals(ItemKey other) => string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase) && string.Equals(Parent, other.Parent, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Id.GetHashCode(StringComparison.OrdinalIgnoreCase), Parent.GetHashCode(StringComparison.OrdinalIgnoreCase));

    public int CompareTo(ItemKey other) => string.Compare(Parent, other.Parent, StringComparison.OrdinalIgnoreCase) is not 0 and int order ? order : string.Compare(Id, other.Id, StringComparison.OrdinalIgnoreCase);
}
