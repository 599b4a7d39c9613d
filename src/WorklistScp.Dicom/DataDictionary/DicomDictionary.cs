using System.Text;

namespace WorklistScp.Dicom.DataDictionary;

/// <summary>The data dictionary of PS3.6: keyword, VR and VM by tag, repeating groups included.</summary>
/// <remarks>
/// The tables are constant data of the program: nothing is built at start. Look-ups by tag bisect them, those by
/// keyword go through them.
/// </remarks>
public static partial class DicomDictionary
{
    /// <summary>The number of entries, a repeating group counted once.</summary>
    public static int Count => VRIndex.Length;

    /// <summary>All keywords, in the order of the tags.</summary>
    public static IEnumerable<string> AllKeywords =>
        Enumerable.Range(0, Count).Select(i => Encoding.ASCII.GetString(KeywordBytes(i)));

    /// <summary>
    /// The VR that an implicit VR data set is read with: that of the dictionary, LO for private creators, UL for
    /// group lengths, else UN (PS3.5 6.2.2 and annex A.1).
    /// </summary>
    public static DicomVR GetVR(DicomTag tag)
    {
        int index = IndexOf(tag);
        if (index >= 0)
        {
            return VRs[VRIndex[index]];
        }

        return tag.IsGroupLength ? DicomVR.UL : tag.IsPrivateCreator ? DicomVR.LO : DicomVR.UN;
    }

    /// <summary>Finds the entry of a tag; false for private and unknown ones.</summary>
    public static bool TryFind(DicomTag tag, out DicomDictionaryEntry entry)
    {
        int index = IndexOf(tag);
        entry = index >= 0 ? Entry(index, tag) : default;
        return index >= 0;
    }

    /// <summary>Finds an entry by PS3.6 keyword, letter case counting; of a repeating group the first.</summary>
    public static bool TryFind(string keyword, out DicomDictionaryEntry entry)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Ascii.Equals(KeywordBytes(i), keyword))
            {
                entry = Entry(i, new DicomTag(i < Tags.Length ? Tags[i] : RangeFirst[i - Tags.Length]));
                return true;
            }
        }

        entry = default;
        return false;
    }

    /// <summary>The keyword that somebody may have meant who has misspelt one; null: none is near.</summary>
    public static string? FindNearestKeyword(string keyword) => NearestWord.Find(keyword, AllKeywords);

    private static DicomDictionaryEntry Entry(int index, DicomTag tag)
    {
        string keyword = Encoding.ASCII.GetString(KeywordBytes(index));
        return new(tag, VRs[VRIndex[index]], VMs[VMIndex[index]], keyword, IsRetired(index));
    }

    private static bool IsRetired(int index) => (Retired[index / 8] >> (index % 8) & 1) != 0;

    private static ReadOnlySpan<byte> KeywordBytes(int index) =>
        Keywords[KeywordOffset[index]..KeywordOffset[index + 1]];

    private static int IndexOf(DicomTag tag)
    {
        int index = Tags.BinarySearch(tag.Value);
        return index >= 0 ? index : IndexOfRange(tag);
    }

    private static int IndexOfRange(DicomTag tag)
    {
        for (var i = 0; i < RangeFirst.Length; i++)
        {
            var first = new DicomTag(RangeFirst[i]);
            var last = new DicomTag(RangeLast[i]);
            // Repeating groups are even ones (PS3.5 7.6).
            if (!tag.IsPrivate && tag.Group >= first.Group && tag.Group <= last.Group
                && tag.Element >= first.Element && tag.Element <= last.Element)
            {
                return Tags.Length + i;
            }
        }

        return -1;
    }
}
