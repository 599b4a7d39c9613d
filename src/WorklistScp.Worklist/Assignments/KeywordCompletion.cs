using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Assignments;

/// <summary>The keys that somebody may mean who has begun to write one.</summary>
public static class KeywordCompletion
{
    /// <summary>
    /// The keys that begin so: of the worklist (PS3.4 table K.6-1), and where it has none, of the whole
    /// dictionary. Behind a dot stand attributes of a sequence, which are any of the dictionary.
    /// </summary>
    public static IReadOnlyList<string> Find(string begun)
    {
        string sequences = begun[..(begun.LastIndexOf('.') + 1)];
        string[] ofWorklist = sequences.Length > 0 ? [] : Filter(OfWorklist(), begun);
        return ofWorklist.Length > 0
            ? ofWorklist
            : Array.ConvertAll(
                Filter(DicomDictionary.AllKeywords, begun[sequences.Length..]), keyword => sequences + keyword);
    }

    private static IEnumerable<string> OfWorklist()
    {
        foreach (DicomTag tag in WorklistAttributes.All(isStep: true).Concat(WorklistAttributes.All(isStep: false)))
        {
            if (DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry))
            {
                yield return entry.Keyword;
            }
        }
    }

    private static string[] Filter(IEnumerable<string> keywords, string begun) =>
        [.. keywords.Where(keyword => keyword.StartsWith(begun, StringComparison.Ordinal))];
}
