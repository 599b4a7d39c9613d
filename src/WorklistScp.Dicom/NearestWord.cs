namespace WorklistScp.Dicom;

/// <summary>What somebody may have meant who has misspelt a word.</summary>
public static class NearestWord
{
    private const int ShortestBeginning = 4;
    private const int CharactersPerError = 4;

    /// <summary>
    /// The word that takes fewest changes - a character more, less, another one, or two in the other order - letter case
    /// aside; else the only one that begins so. Null where none is near: one change for each four characters.
    /// </summary>
    /// <param name="word">The word as it was written.</param>
    /// <param name="words">The words that there are.</param>
    public static string? Find(string word, IEnumerable<string> words)
    {
        string[] all = [.. words];
        int most = Math.Max(1, word.Length / CharactersPerError);
        string? nearest = word.Length <= most ? null : all
            .Where(other => Math.Abs(other.Length - word.Length) <= most)
            .Select(other => (Word: other, Changes: CountChanges(word.ToUpperInvariant(), other.ToUpperInvariant())))
            .Where(other => other.Changes <= most).OrderBy(other => other.Changes).FirstOrDefault().Word;
        string[] beginning = word.Length < ShortestBeginning || nearest is not null
            ? []
            : Array.FindAll(all, other => other.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return beginning is [var only] ? only : nearest;
    }

    // Optimal string alignment: the last three rows of the table are enough.
    private static int CountChanges(string from, string to)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, to.Length + 1)];
        for (var i = 1; i <= from.Length; i++)
        {
            var row = new int[to.Length + 1];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                int cost = from[i - 1] == to[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last) = (last, row);
        }

        return last[to.Length];
    }
}
