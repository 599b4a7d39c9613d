using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Worklist.Queries;

namespace WorklistScp.Worklist.Assignments;

/// <summary>The keys that somebody may mean who has begun to write one.</summary>
public static class KeywordCompletion
{
    private const int ShortestPart = 4;

    /// <summary>
    /// The keys that begin so: of the worklist (PS3.4 table K.6-1), and where it has none, of the whole
    /// dictionary. Behind a dot stand attributes of a sequence, which are any of the dictionary.
    /// </summary>
    public static IReadOnlyList<string> Find(string begun)
    {
        string sequences = begun[..(begun.LastIndexOf('.') + 1)];
        string[] ofWorklist = sequences.Length > 0 ? [] : Filter(OfWorklist().Select(key => key.Keyword), begun);
        return ofWorklist.Length > 0
            ? ofWorklist
            : Array.ConvertAll(
                Filter(DicomDictionary.AllKeywords, begun[sequences.Length..]), keyword => sequences + keyword);
    }

    /// <summary>
    /// The key of the worklist that ends in some words, such as <c>StartDate</c>, or else has them: the usual ones first,
    /// then the shortest. Null where there is none, or the words are too short to tell.
    /// </summary>
    public static string? FindPart(string words)
    {
        (string Keyword, bool IsUsual)[] having = words.Length < ShortestPart
            ? []
            : [.. OfWorklist().Where(key => key.Keyword.Contains(words, StringComparison.OrdinalIgnoreCase))];
        return having.OrderBy(key => !key.Keyword.EndsWith(words, StringComparison.OrdinalIgnoreCase))
            .ThenBy(key => !key.IsUsual).ThenBy(key => key.Keyword.Length).FirstOrDefault().Keyword;
    }

    private static IEnumerable<(string Keyword, bool IsUsual)> OfWorklist() =>
        OfLevel(DicomTag.ScheduledProcedureStepSequence).Concat(OfLevel(null));

    private static IEnumerable<(string Keyword, bool IsUsual)> OfLevel(DicomTag? parent)
    {
        foreach (DicomTag tag in WorklistAttributes.All(isStep: parent is not null))
        {
            if (DicomDictionary.TryFind(tag, out DicomDictionaryEntry entry))
            {
                yield return (entry.Keyword, WorklistAttributes.IsKeyOfWlmscpfs(tag, parent));
            }
        }
    }

    private static string[] Filter(IEnumerable<string> keywords, string begun) =>
        [.. keywords.Where(keyword => keyword.StartsWith(begun, StringComparison.Ordinal))];
}
