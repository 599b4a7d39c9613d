namespace Wlmscp.CommandLine;

/// <summary>AE titles as a command line gives them.</summary>
internal static class AETitle
{
    private const int MaxLength = 16;

    /// <summary>Reads one (PS3.5 table 6.2-1, AE): spaces around it do not count.</summary>
    public static Parsed<string?> Parse(string value)
    {
        string title = value.Trim(' ');
        return title.Length is > 0 and <= MaxLength && title.All(c => c is >= ' ' and <= '~' and not '\\')
            ? new Parsed<string?>(title)
            : new Parsed<string?>(null, $"1 to {MaxLength} printable ASCII characters, none of them a backslash");
    }
}
