using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.DumpText;

/// <summary>The name of an element at the end of its line.</summary>
internal static class DumpNames
{
    public static string Of(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) ? (entry.IsRetired ? "RETIRED_" : "") + entry.Keyword
        : tag.IsGroupLength ? (tag.IsPrivate ? "PrivateGroupLength" : "GenericGroupLength")
        : tag.IsPrivateCreator ? "PrivateCreator"
        : "Unknown Tag & Data";
}
