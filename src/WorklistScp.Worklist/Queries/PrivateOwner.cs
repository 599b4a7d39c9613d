using System.Text;

namespace WorklistScp.Worklist.Queries;

/// <summary>
/// Whose a private attribute of a query is (PS3.5 7.8.1): that of the private creator which reserves its block, or
/// nobody's. In an entry the same creator may have another block.
/// </summary>
/// <param name="Creator">The value of the private creator, padding removed; empty: there is none.</param>
internal sealed record PrivateOwner(string Creator)
{
    /// <summary>Finds the owner of an attribute.</summary>
    /// <param name="level">The query, or the item of it that has the attribute.</param>
    /// <param name="tag">The attribute, or a private creator itself.</param>
    /// <returns>Null for public attributes, and where the query asks for the private creator.</returns>
    public static PrivateOwner? Find(DicomDataset level, DicomTag tag)
    {
        if (!tag.IsPrivate)
        {
            return null;
        }

        DicomTag creator = tag.IsPrivateCreator ? tag : tag.PrivateCreator;
        if (!level.TryGetElement(creator, out DicomElement? element))
        {
            return new PrivateOwner("");
        }

        return Read(element.Value.Span) is { Length: > 0 } name ? new PrivateOwner(name) : null;
    }

    /// <summary>Reads a value of a private creator, whatever its VR.</summary>
    public static string Read(ReadOnlySpan<byte> value) => Encoding.Latin1.GetString(value).Trim(' ', '\0');
}
