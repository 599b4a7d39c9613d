namespace WorklistScp.Worklist.Entries;

/// <summary>
/// One text for many entries that have the same: dates, modalities, stations, physicians. Any thread may call.
/// </summary>
internal static class SharedText
{
    // What falls into the place of another text takes it: nothing grows.
    private const int Places = 16 * 1024;

    private const int MaxLength = 64;

    private static readonly string?[] Known = new string?[Places];

    /// <summary>An equal text, the same as before where that is still known.</summary>
    public static string Of(string text)
    {
        if (text.Length > MaxLength)
        {
            return text;
        }

        ref string? place = ref Known[(uint)string.GetHashCode(text, StringComparison.Ordinal) % Places];
        string? known = Volatile.Read(ref place);
        if (string.Equals(known, text, StringComparison.Ordinal))
        {
            return known!;
        }

        Volatile.Write(ref place, text);
        return text;
    }
}
