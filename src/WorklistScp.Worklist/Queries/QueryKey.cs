namespace WorklistScp.Worklist.Queries;

/// <summary>An attribute that the query asks for: what the response gives back.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="VR">The value representation of the query's element.</param>
/// <param name="Items">
/// For a sequence, the keys of its items, in the order of their tags; null: the items as the entry has them.
/// </param>
internal sealed record QueryKey(DicomTag Tag, DicomVR VR, QueryKey[]? Items)
{
    /// <summary>Whether the sequence is answered without items, as the query had it.</summary>
    public bool StaysEmpty { get; init; }

    /// <summary>
    /// Of a private attribute, whose it is; null of all others, and where the query asks whose it is.
    /// </summary>
    public PrivateOwner? Owner { get; init; }

    /// <summary>Whether the items of a response have this attribute, if the entry's have.</summary>
    public bool AsksFor(DicomTag tag) => Items is null || Array.Exists(Items, key => key.Tag == tag);
}
