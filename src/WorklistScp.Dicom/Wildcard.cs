namespace WorklistScp.Dicom;

/// <summary>Wild card matching (PS3.4 C.2.2.2.4): <c>*</c> any run of characters, <c>?</c> one character.</summary>
public static class Wildcard
{
    /// <summary>Whether the text has a wild card.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) => text.ContainsAny('*', '?');

    /// <summary>Whether the text is all asterisks: it matches everything, absent values too.</summary>
    public static bool IsUniversal(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept('*');

    /// <summary>
    /// Whether the pattern covers the whole value. Only the last asterisk is ever tried again, so that the time is at
    /// most in proportion to the length of the pattern times that of the value.
    /// </summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value)
    {
        var p = 0;
        var v = 0;
        int star = -1;
        var resume = 0;
        while (v < value.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = v;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == value[v]))
            {
                // A character outside the basic plane is two code units, and still one character.
                v += pattern[p] == '?' && char.IsHighSurrogate(value[v]) && v + 1 < value.Length ? 2 : 1;
                p++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                v = ++resume;
            }
            else
            {
                return false;
            }
        }

        return !pattern[p..].ContainsAnyExcept('*');
    }
}
