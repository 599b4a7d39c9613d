using System.Text;

namespace Wlmscp.CommandLine;

/// <summary>
/// Splits a command file into words as DCMTK does, whose rules are not those of a shell: blank, tab, CR and LF
/// separate words; a quotation mark of either kind goes on to the next of its kind, or to the end of the file, and
/// that one ends the word. There are no escapes and no comments.
/// </summary>
internal static class CommandFileWords
{
    /// <summary>Splits a text.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var position = 0;
        while (SkipBlanks(text, ref position))
        {
            yield return ReadWord(text, ref position);
        }
    }

    // Whether a word follows: a quotation mark that is the last character of all opens none.
    private static bool SkipBlanks(string text, ref int position)
    {
        while (position < text.Length && IsBlank(text[position]))
        {
            position++;
        }

        return position < text.Length - 1 || (position == text.Length - 1 && !IsQuote(text[position]));
    }

    private static string ReadWord(string text, ref int position)
    {
        var word = new StringBuilder();
        while (position < text.Length && !IsBlank(text[position]))
        {
            char c = text[position++];
            if (IsQuote(c))
            {
                int end = text.IndexOf(c, position);
                int length = (end < 0 ? text.Length : end) - position;
                word.Append(text, position, length);
                position = Math.Min(position + length + 1, text.Length);
                break;
            }

            word.Append(c);
        }

        return word.ToString();
    }

    private static bool IsQuote(char c) => c is '"' or '\'';

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';
}
