using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Fuzzy semantic matching of person names (PS3.4 C.2.2.2.1.1): what matches literally does, and a name in which each word
/// that is asked for begins a word of one component group, in whatever order, without regard to letter case and accents.
/// </summary>
internal sealed class FuzzyNameKey : PersonNameKey
{
    // More than a name has; what follows is not looked at.
    private const int MostWords = 32;

    private readonly string[][] _names;

    /// <summary>Makes a key.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="names">The values of the query.</param>
    /// <param name="asSent">How the device is sent names, by which it finds them, too; null: as entries have them.</param>
    public FuzzyNameKey(DicomTag tag, StringValues names, Func<string, string>? asSent)
        : base(tag, names, NameMatching.IgnoreAccents, asSent) =>
        _names = [.. names.Select(name => WordsOf(Fold(name!))).Where(words => words.Length > 0)];

    /// <inheritdoc/>
    protected override bool IsMatch(string name, in EntryLevel level)
    {
        if (base.IsMatch(name, in level))
        {
            return true;
        }

        foreach (string group in NameFolding.WithoutAccents(name).Split('='))
        {
            if (IsMatchOfGroup(group, in level))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMatchOfGroup(string group, in EntryLevel level)
    {
        string[] held = WordsOf(group);
        foreach (string[] asked in _names)
        {
            if (!level.Spend((long)asked.Length * (held.Length + group.Length)))
            {
                return false;
            }

            if (HasAll(held, asked))
            {
                return true;
            }
        }

        return false;
    }

    // Each word that is asked for needs one of its own: LI^LI is not LI^WEI. Longer ones choose first, since whatever a
    // longer one begins, a shorter one that begins it does, too.
    private static bool HasAll(string[] held, string[] asked)
    {
        uint taken = 0;
        foreach (string word in asked)
        {
            int found = Find(word, held, taken);
            if (found < 0)
            {
                return false;
            }

            taken |= Wildcard.IsIn(word) ? 0 : 1u << found;
        }

        return true;
    }

    private static int Find(string word, string[] held, uint taken)
    {
        for (var i = 0; i < held.Length; i++)
        {
            bool begins = Wildcard.IsIn(word)
                ? Wildcard.IsMatch(word, held[i])
                : (taken & (1u << i)) == 0 && held[i].StartsWith(word, StringComparison.Ordinal);
            if (begins)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Fold(string name) => NameFolding.WithoutAccents(NameFolding.FoldGroups(name));

    // Apart from wild cards, words have letters and digits; the longest stands first.
    private static string[] WordsOf(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length && words.Count < MostWords; i++)
        {
            if (i < name.Length && (char.IsLetterOrDigit(name[i]) || char.IsSurrogate(name[i]) || name[i] is '*' or '?'))
            {
                continue;
            }

            if (i > start && !Wildcard.IsUniversal(name.AsSpan(start..i)))
            {
                words.Add(name[start..i]);
            }

            start = i + 1;
        }

        return [.. words.OrderByDescending(word => word.Length)];
    }
}
