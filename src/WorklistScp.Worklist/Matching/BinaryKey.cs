namespace WorklistScp.Worklist.Matching;

/// <summary>Single value and list matching of numbers (PS3.4 C.2.2.2.1): one of the key's and one of the entry's are equal.</summary>
internal sealed class BinaryKey(DicomElement asked) : MatchingKey(asked.Tag)
{
    /// <inheritdoc/>
    public override bool Matches(DicomDataset level)
    {
        if (!level.TryGetElement(Tag, out DicomElement? element) || element.VR != asked.VR)
        {
            return false;
        }

        // Where the VR has no unit of several bytes, the value is one string of bytes.
        int unit = asked.VR.UnitSize > 1 ? asked.VR.UnitSize : Math.Max(1, asked.Value.Length);
        ReadOnlySpan<byte> wanted = asked.Value.Span;
        for (var i = 0; i + unit <= wanted.Length; i += unit)
        {
            if (Holds(element.Value.Span, wanted.Slice(i, unit)))
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
}
