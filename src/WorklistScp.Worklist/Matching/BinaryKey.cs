using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value and list matching of numbers (PS3.4 C.2.2.2.1): one of the key's and one of the entry's are equal.
/// </summary>
internal sealed class BinaryKey(DicomElement asked) : MatchingKey(asked.Tag)
{
    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        if (!level.TryFind(Tag, out DicomElementCursor element) || element.VR != asked.VR)
        {
            return false;
        }

        ReadOnlySpan<byte> wanted = asked.Value.Span;
        ReadOnlySpan<byte> values = element.Value;
        int size = SizeOf(asked.VR);
        if (size == 0)
        {
            return values.SequenceEqual(wanted);
        }

        for (var i = 0; i + size <= wanted.Length; i += size)
        {
            if (Holds(values, wanted.Slice(i, size)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<byte> values, ReadOnlySpan<byte> wanted)
    {
        for (var i = 0; i + wanted.Length <= values.Length; i += wanted.Length)
        {
            if (values.Slice(i, wanted.Length).SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    // The bytes of one value (PS3.5 table 6.2-1); 0: the VR has one value, a string of bytes or words.
    private static int SizeOf(DicomVR vr) => vr.Code switch
    {
        "SS" or "US" => 2,
        "AT" or "FL" or "SL" or "UL" => 4,
        "FD" or "SV" or "UV" => 8,
        _ => 0,
    };
}
