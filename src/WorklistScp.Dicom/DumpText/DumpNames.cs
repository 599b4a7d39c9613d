using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Dicom.DumpText;

/// <summary>The name of an element at the end of its line.</summary>
internal static class DumpNames
{
    public static string Of(DicomTag tag)
    {
        if (DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry))
        {
            return entry.IsRetired ? "RETIRED_" + entry.Keyword : entry.Keyword;
        }

        if (tag.IsGroupLength)
        {
            return tag.IsPrivate ? "PrivateGroupLength" : "GenericGroupLength";
        }

        return tag.IsPrivateCreator ? "PrivateCreator" : "Unknown Tag & Data";
    }
}
