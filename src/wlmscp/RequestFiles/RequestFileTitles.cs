namespace Wlmscp.RequestFiles;

/// <summary>Who asked whom, as far as the name of a request file tells.</summary>
/// <param name="Calling">The calling AE title, of which underscores may stand for other characters; null: not told.</param>
/// <param name="Called">The called AE title, likewise.</param>
internal readonly record struct RequestFileTitles(string? Calling, string? Called)
{
    private const int TimeLength = 20; // YYYYMMDDhhmmssffffff

    /// <summary>Reads them. A name that can be read in several ways, as <c>CT_1_WARD</c> by <c>#a_#c</c>, tells nothing.</summary>
    /// <param name="format">The pattern of names, as <see cref="RequestFileName.Of"/> has it.</param>
    /// <param name="name">The name of the file.</param>
    public static RequestFileTitles Of(string format, string name) =>
        FindReadings(format, name, default).Distinct().Take(2).ToArray() is [var only] ? only : default;

    private static IEnumerable<RequestFileTitles> FindReadings(string format, string name, RequestFileTitles known)
    {
        if (format.Length == 0)
        {
            return name.Length == 0 ? [known] : [];
        }

        (int least, int most) = format switch
        {
            ['#', 'a' or 'c', ..] => (1, AETitle.MaxLength),
            ['#', 'i' or 'p', ..] => (0, name.Length),
            ['#', 't', ..] => (TimeLength, TimeLength),
            _ => (-1, -1),
        };
        return least >= 0
            ? Enumerable.Range(least, Math.Max(0, Math.Min(most, name.Length) - least + 1))
                .SelectMany(length => Take(format[1], name[..length], known) is { } titles
                    ? FindReadings(format[2..], name[length..], titles)
                    : [])
            : name.Length > 0 && name[0] == RequestFileName.SafeOf(format[0])
                ? FindReadings(format[1..], name[1..], known)
                : [];
    }

    // Null: what stands there cannot be that.
    private static RequestFileTitles? Take(char letter, string value, RequestFileTitles known) => letter switch
    {
        'a' when known.Calling is null || known.Calling == value => known with { Calling = value },
        'c' when known.Called is null || known.Called == value => known with { Called = value },
        'i' or 't' when value.All(char.IsAsciiDigit) => known,
        'p' => known,
        _ => null,
    };
}
