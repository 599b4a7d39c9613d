using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value, list and wild card matching of text (PS3.4 C.2.2.2.1, C.2.2.2.2, C.2.2.2.4): one of the key's
/// values and one of the entry's must agree. Letter case counts.
/// </summary>
internal sealed class TextKey(DicomTag tag, StringValues patterns, bool hasWildcards) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override bool Matches(EntryLevel level)
    {
        StringValues values = level.TextOf(Tag);
        foreach (string? value in values)
        {
            foreach (string? pattern in patterns)
            {
                if (IsMatch(pattern, value))
                {
                    return true;
                }
            }
        }

        return MatchesAbsence && values.Count == 0;
    }

    /// <inheritdoc/>
    public override void Narrow(CandidateSearch search, bool isStep)
    {
        if (!hasWildcards)
        {
            search.LimitText(Tag, isStep, patterns);
        }
    }

    private bool IsMatch(string? pattern, string? value) =>
        hasWildcards ? Wildcard.IsMatch(pattern, value) : string.Equals(pattern, value, StringComparison.Ordinal);
}
