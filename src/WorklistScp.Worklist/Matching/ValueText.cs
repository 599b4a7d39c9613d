using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Matching;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    /// <summary>
    /// The decoded text, without padding; numbers in decimal; null when the query has no such element.
    /// </summary>
    public static string? Of(DicomDataset query, DicomTag tag)
    {
        if (query.TryGetString(tag, out string? text))
        {
            return text.Trim(' ', '\0');
        }

        return query.TryGetElement(tag, out DicomElement? element) ? DicomDumpWriter.NumbersOf(element.VR, element.Value.Span) : null;
    }

    /// <inheritdoc cref="Of(DicomDataset, DicomTag)"/>
    public static string? Of(EntryLevel entry, DicomTag tag) =>
        entry.PrintedTextOf(tag) ?? (entry.TryFind(tag, out DicomElementCursor element) && element.VR != DicomVR.SQ
            ? DicomDumpWriter.NumbersOf(element.VR, element.Value)
            : null);
}
