using WorklistScp.Dicom.DataDictionary;

namespace WorklistScp.Worklist.Matching;

/// <summary>How a key is named to people: by the keywords of PS3.6.</summary>
internal static class KeyName
{
    /// <summary>The keyword, or <c>(gggg,eeee)</c> where there is none.</summary>
    public static string Of(DicomTag tag) =>
        DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry) && entry.Keyword.Length > 0
            ? entry.Keyword
            : tag.ToString();

    /// <summary>The names from the outermost sequence to the attribute, with dots between them.</summary>
    public static string Of(IEnumerable<DicomTag> path) => string.Join('.', path.Select(Of));
}
