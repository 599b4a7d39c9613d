using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Responses;

/// <summary>Finds private attributes in entries by their private creator (PS3.5 7.8.1).</summary>
internal static class PrivateBlock
{
    /// <summary>Finds the attribute that a private key means; another creator's is never found.</summary>
    /// <param name="elements">The entry, or the item of it, in Explicit VR Little Endian.</param>
    /// <param name="key">The attribute, in the block of the query.</param>
    /// <param name="owner">Whose it is.</param>
    /// <param name="held">Stands at it.</param>
    public static bool TryFind(
        ReadOnlySpan<byte> elements, DicomTag key, PrivateOwner owner, out DicomElementCursor held)
    {
        held = new DicomElementCursor(elements);
        if (owner.Creator.Length == 0)
        {
            // Nobody's in the query is nobody's in the entry.
            return !held.MoveTo(key.PrivateCreator) && held.MoveTo(key);
        }

        return TryFindBlock(elements, key, owner, out DicomTag creator) && held.MoveTo(key.InBlockOf(creator));
    }

    private static bool TryFindBlock(
        ReadOnlySpan<byte> elements, DicomTag key, PrivateOwner owner, out DicomTag creator)
    {
        var element = new DicomElementCursor(elements);
        while (element.MoveNext() && element.Tag.Group <= key.Group)
        {
            if (element.Tag.Group == key.Group && element.Tag.IsPrivateCreator && element.VR != DicomVR.SQ
                && PrivateOwner.Read(element.Value) == owner.Creator)
            {
                creator = element.Tag;
                return true;
            }
        }

        creator = default;
        return false;
    }
}
