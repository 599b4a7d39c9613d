using System.Buffers;
using System.Globalization;
using System.Text;

namespace WorklistScp.Network;

/// <summary>
/// What a peer sent where ISO 646 is due, as text that is safe in a line of the log, in JSON and in files: every byte
/// outside 20H to 7EH, and the backslash, is written as <c>\xhh</c>.
/// </summary>
internal static class EscapedText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c != '\\').Select(c => (byte)c)]);

    /// <summary>Whether nothing needs to be escaped.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(Plain);

    /// <summary>The text.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (IsPlain(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        var text = new StringBuilder();
        foreach (byte value in bytes)
        {
            if (Plain.Contains(value))
            {
                text.Append((char)value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
            }
        }

        return text.ToString();
    }
}
