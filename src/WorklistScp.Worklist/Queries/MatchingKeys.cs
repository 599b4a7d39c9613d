using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Matching;

namespace WorklistScp.Worklist.Queries;

/// <summary>Makes the matching key of an element of a query: how it matches is a matter of its VR.</summary>
internal static class MatchingKeys
{
    /// <summary>
    /// Whether the element matches everything: it is empty, or all asterisks (PS3.4 C.2.2.2.3); or a name of nothing
    /// but delimiters.
    /// </summary>
    public static bool IsUniversal(DicomDataset level, DicomElement element)
    {
        if (!level.TryGetString(element.Tag, out string? text))
        {
            return element.IsEmpty;
        }

        ReadOnlySpan<char> trimmed = element.VR == DicomVR.PN ? text.AsSpan().Trim(" ^=") : text.AsSpan().Trim(' ');
        return trimmed.IsEmpty || Wildcard.IsUniversal(trimmed);
    }

    /// <summary>Makes a key of an element that is not universal; null if all its values are empty.</summary>
    public static MatchingKey? Of(DicomDataset level, DicomElement element, NameMatching names)
    {
        if (!level.TryGetString(element.Tag, out string? text))
        {
            return new BinaryKey(element);
        }

        StringValues values = TextValues.Split(text, element.VR);
        return values.Count == 0 ? null : OfText(element, values, names);
    }

    private static MatchingKey OfText(DicomElement element, StringValues values, NameMatching names)
    {
        DicomVR vr = element.VR;
        if (vr == DicomVR.PN && names != NameMatching.Exact)
        {
            return new PersonNameKey(element.Tag, values, names);
        }

        return TemporalParser.Reads(vr)
            ? new TemporalKey(element.Tag, vr, Ranges(values, vr))
            : new TextKey(element.Tag, values, HasWildcards(vr) && values.Any(value => Wildcard.IsIn(value)));
    }

    // Every text may hold wild cards (PS3.4 C.2.2.2.4); dates have none, nor have numbers and identifiers.
    private static bool HasWildcards(DicomVR vr) =>
        vr.UsesCharacterSet || vr == DicomVR.AE || vr == DicomVR.CS || vr == DicomVR.UR;

    // With --no-fail a value that is no date gets here; it matches nothing.
    private static TemporalRange[] Ranges(StringValues values, DicomVR vr)
    {
        var ranges = new List<TemporalRange>(values.Count);
        foreach (string? value in values)
        {
            if (TemporalParser.TryParseRange(value, vr, out TemporalRange range))
            {
                ranges.Add(range);
            }
        }

        return [.. ranges];
    }
}
