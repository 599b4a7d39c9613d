namespace WorklistScp.Network.Access;

/// <summary>Patterns with <c>*</c> for any characters and <c>?</c> for one.</summary>
internal static class Wildcards
{
    /// <summary>Whether a text has wild cards.</summary>
    public static bool AreIn(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether all of a text matches; takes no longer than pattern times text.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var position = 0;
        var inText = 0;
        int afterStar = -1;
        var resume = 0;
        while (inText < text.Length)
        {
            if (position < pattern.Length && pattern[position] == '*')
            {
                afterStar = ++position;
                resume = inText;
            }
            else if (position < pattern.Length && (pattern[position] == '?' || pattern[position] == text[inText]))
            {
                position++;
                inText++;
            }
            else if (afterStar >= 0)
            {
                position = afterStar; // the last star takes one more
                inText = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[position..].TrimStart('*').IsEmpty;
    }
}
