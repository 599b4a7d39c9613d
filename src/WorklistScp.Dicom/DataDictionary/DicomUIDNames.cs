using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WorklistScp.Dicom.DataDictionary;

/// <summary>
/// The names that DCMTK's dump text gives to well-known UIDs (PS3.6 annex A), such as <c>MRImageStorage</c>.
/// </summary>
/// <remarks>The tables are constant data of the program: nothing is built at start.</remarks>
public static partial class DicomUIDNames
{
    /// <summary>The number of named UIDs.</summary>
    public static int Count => UIDsOffset.Length - 1;

    /// <summary>Finds the name of a UID, which is given without padding.</summary>
    public static bool TryFindName(string uid, [NotNullWhen(true)] out string? name)
    {
        int index = IndexOf(uid);
        name = index >= 0 ? Encoding.ASCII.GetString(NameBytes(index)) : null;
        return name is not null;
    }

    /// <summary>Finds the UID of a name, letter case counting; of two UIDs with one name the first.</summary>
    public static bool TryFindUID(string name, [NotNullWhen(true)] out string? uid)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Ascii.Equals(NameBytes(i), name))
            {
                uid = Encoding.ASCII.GetString(UIDBytes(i));
                return true;
            }
        }

        uid = null;
        return false;
    }

    private static ReadOnlySpan<byte> UIDBytes(int index) => UIDs[UIDsOffset[index]..UIDsOffset[index + 1]];

    private static ReadOnlySpan<byte> NameBytes(int index) => Names[NamesOffset[index]..NamesOffset[index + 1]];

    private static int IndexOf(string uid)
    {
        var low = 0;
        int high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(UIDBytes(middle), uid);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int Compare(ReadOnlySpan<byte> left, string right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] - right[i];
            }
        }

        return left.Length - right.Length;
    }
}
