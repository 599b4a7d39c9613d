using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    // The first bytes tell numbers apart.
    private const int MaxBytes = 16;

    /// <summary>
    /// The decoded text, without padding; hexadecimal bytes of numbers; null when the query has no such element.
    /// </summary>
    public static string? Of(DicomDataset query, DicomTag tag)
    {
        if (query.TryGetString(tag, out string? text))
        {
            return text.Trim(' ', '\0');
        }

        return query.TryGetElement(tag, out DicomElement? element) ? Hexadecimal(element.Value.Span) : null;
    }

    /// <inheritdoc cref="Of(DicomDataset, DicomTag)"/>
    public static string? Of(EntryLevel entry, DicomTag tag) =>
        entry.PrintedTextOf(tag) ?? (entry.TryFind(tag, out DicomElementCursor element) && element.VR != DicomVR.SQ
            ? Hexadecimal(element.Value)
            : null);

    private static string Hexadecimal(ReadOnlySpan<byte> value) =>
        Convert.ToHexString(value[..Math.Min(MaxBytes, value.Length)]);
}
