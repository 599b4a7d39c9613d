namespace WorklistScp.Dicom;

/// <summary>Text of files and peers, which may have any character, for lines that people read.</summary>
public static class PrintableText
{
    /// <summary>
    /// The text with a question mark for what would begin a line of its own, talk to a terminal, or turn the rest of the
    /// line around.
    /// </summary>
    public static string Of(string text) => string.Create(text.Length, text, static (characters, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            characters[i] = char.IsControl(text[i]) || IsOfLines(text[i]) || TurnsText(text[i]) ? '?' : text[i];
        }
    });

    /// <summary>The beginning of a text that may be long; dots say that there is more.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">How many characters of it there are at most.</param>
    public static string Start(string text, int longest) => Of(text.Length <= longest ? text : text[..longest] + "...");

    private static bool IsOfLines(char c) => c is '\u2028' or '\u2029';

    // Embeddings, overrides and isolates; the marks of direction, which Arabic and Hebrew text has, are harmless.
    private static bool TurnsText(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
