namespace WorklistScp.Dicom.Json;

/// <summary>Text of a file in a message: its beginning, on one line, without what a terminal would obey.</summary>
internal static class JsonQuote
{
    private const int Longest = 40;

    /// <summary>Makes it.</summary>
    public static string Of(string text, int longest = Longest)
    {
        string start = text.Length > longest ? text[..longest] + "..." : text;
        return string.Concat(start.Select(c => char.IsControl(c) ? '?' : c));
    }
}
