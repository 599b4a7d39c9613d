namespace WorklistScp.Dicom;

/// <summary>Text of files and peers, which may have any character, for lines that people read.</summary>
public static class PrintableText
{
    /// <summary>The text with a question mark for what would begin a line of its own or talk to a terminal.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (characters, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            characters[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? '?' : text[i];
        }
    });
}
