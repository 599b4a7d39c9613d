using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Entries;

/// <summary>The character set that an item of a sequence names for itself (PS3.5 7.5).</summary>
internal static class ItemCharacterSet
{
    /// <summary>Reads a value of (0008,0005); an unknown one counts as the default repertoire.</summary>
    public static SpecificCharacterSet Read(ReadOnlySpan<byte> value) =>
        SpecificCharacterSet.TryParse(Encoding.Latin1.GetString(value), out SpecificCharacterSet? named)
            ? named
            : SpecificCharacterSet.Default;
}
