namespace WorklistScp.Worklist.Matching;

/// <summary>
/// Single value, list and wild card matching of text (PS3.4 C.2.2.2.1, C.2.2.2.2, C.2.2.2.4): one of the key's
/// values and one of the entry's must agree. Letter case counts.
/// </summary>
internal sealed class TextKey(DicomTag tag, string[] patterns, bool hasWildcards) : MatchingKey(tag)
{
    /// <inheritdoc/>
    public override bool Matches(DicomDataset level)
    {
        foreach (string value in TextValues.Of(level, Tag))
        {
            if (Array.Exists(patterns, pattern => IsMatch(pattern, value)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMatch(string pattern, string value) =>
        hasWildcards ? Wildcard.IsMatch(pattern, value) : string.Equals(pattern, value, StringComparison.Ordinal);
}
