using System.Text;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Hl7;

/// <summary>How a message is written: what may differ without its meaning.</summary>
/// <param name="SegmentEnd">Behind each segment.</param>
/// <param name="Separators">MSH-1 and MSH-2.</param>
/// <param name="CharacterSet">MSH-18; empty: what the message has.</param>
internal sealed partial record MessageWriting(
    string SegmentEnd = "\r", string Separators = MessageWriting.UsualSeparators, string CharacterSet = "")
{
    private const string UsualSeparators = @"|^~\&";
    private const string SeparatorNames = "FSRET"; // of their escape sequences
    private const int Escape = 3;

    /// <summary>Writes a message, in its own character set if that which is asked for lacks a character of its text.</summary>
    /// <param name="message">A message with the usual separators, segments that end with CR, and MSH-18 as it is.</param>
    public byte[] Rewrite(byte[] message)
    {
        string[] header = Encoding.Latin1.GetString(message).Split('\r')[0].Split('|');
        string own = header.Length > 17 ? header[17] : "";
        string text = EncodingOf(own).GetString(message);
        string set = CharacterSet.Length > 0 && Holds(EncodingOf(CharacterSet), text) ? CharacterSet : own;

        string[] segments = [.. text.Split('\r').Where(segment => segment.Length > 0)];
        segments[0] = "MSH" + Separators + Separate(WithField(segments[0], 17, set)["MSH|^~\\&".Length..]);
        return EncodingOf(set).GetBytes(
            string.Concat(segments.Select((segment, i) => (i == 0 ? segment : Separate(segment)) + SegmentEnd)));
    }

    private static string WithField(string header, int index, string value)
    {
        List<string> fields = [.. header.Split('|')];
        fields.AddRange(Enumerable.Repeat("", Math.Max(0, index + 1 - fields.Count)));
        fields[index] = value;
        return string.Join('|', fields);
    }

    private string Separate(string segment) => Characters().Replace(segment, match =>
        match.Groups["name"] is { Success: true, Value: var name }
            ? Text(UsualSeparators[SeparatorNames.IndexOf(name, StringComparison.Ordinal)])
        : UsualSeparators.IndexOf(match.Value, StringComparison.Ordinal) is >= 0 and var usual ? $"{Separators[usual]}"
        : Text(match.Value[0]));

    private string Text(char character) => Separators.IndexOf(character) is >= 0 and var separator
        ? $"{Separators[Escape]}{SeparatorNames[separator]}{Separators[Escape]}"
        : $"{character}";

    private static bool Holds(Encoding encoding, string text) => encoding.GetString(encoding.GetBytes(text)) == text;

    private static Encoding EncodingOf(string set) => set switch
    {
        "" => Encoding.ASCII,
        "8859/1" => Encoding.Latin1,
        "UNICODE UTF-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        "ISO IR87" or "~ISO IR87" => CodePagesEncodingProvider.Instance.GetEncoding("iso-2022-jp")!,
        _ => throw new ArgumentOutOfRangeException(nameof(set), set, null),
    };

    // Those that are escaped separators, and all others.
    [GeneratedRegex(@"\\(?<name>[FSRET])\\|.", RegexOptions.Singleline)]
    private static partial Regex Characters();
}
