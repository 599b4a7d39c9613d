namespace Wlmscp.Terminal;

/// <summary>Puts values into lines.</summary>
internal static class QuotedText
{
    // Enough to recognize a value; a line stays a line.
    private const int MaxLength = 64;

    /// <summary>The value in quotation marks, its beginning if it is long.</summary>
    public static string Of(string value) => $"\"{PrintableText.Start(value, MaxLength)}\"";
}
