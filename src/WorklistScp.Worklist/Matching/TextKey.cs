using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value, list and wild card matching of text (PS3.4 C.2.2.2.1, C.2.2.2.2, C.2.2.2.4): one of the key's
/// values and one of the entry's must agree. Letter case counts.
/// </summary>
internal sealed class TextKey(DicomTag tag, StringValues asked, bool hasWildcards) : MatchingKey(tag)
{
    private readonly AskedTexts _asked = new(asked, hasWildcards);

    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        StringValues values = level.TextOf(Tag);
        foreach (string? value in values)
        {
            if (_asked.Contains(value, in level) || IsPatternMatch(value, in level))
            {
                return true;
            }
        }

        return MatchesAbsence && values.Count == 0;
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (!hasWildcards)
        {
            search.LimitText(Tag, isStep, asked);
        }
    }

    private bool IsPatternMatch(string? value, in EntryLevel level)
    {
        foreach (string pattern in _asked.Patterns)
        {
            if (level.SpendOnPattern(pattern, value) && Wildcard.IsMatch(pattern, value))
            {
                return true;
            }
        }

        return false;
    }
}
