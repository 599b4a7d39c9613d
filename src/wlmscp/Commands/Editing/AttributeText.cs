using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.DumpText;

namespace Wlmscp.Commands.Editing;

/// <summary>Attributes as lines have them: the keyword, and the value as text.</summary>
internal static class AttributeText
{
    /// <summary>The keyword of an attribute; its number where it has none.</summary>
    public static string NameOf(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) ? entry.Keyword : $"{tag}";

    /// <summary>
    /// The value; of a sequence, those of each item, parted by commas, the items by semicolons. Values that are no text
    /// are numbers.
    /// </summary>
    /// <param name="dataset">The data set, or the item, that has the attribute.</param>
    /// <param name="item">The attribute.</param>
    public static string Of(DicomDataset dataset, DicomItem item) => item switch
    {
        DicomSequence sequence => string.Join("; ", sequence.Items.Select(Of)),
        _ when dataset.TryGetString(item.Tag, out string? text) => text.Trim(' '),
        DicomElement element => DicomDumpWriter.NumbersOf(element.VR, element.Value.Span),
        _ => "",
    };

    private static string Of(DicomDataset dataset) => string.Join(
        ", ", dataset.Select(item => Of(dataset, item)).Where(text => text.Length > 0));
}
