using System.Text;

namespace WorklistScp.Fuzz.Targets;

/// <summary>Changes HL7 messages by their parts: segments, fields, repetitions, components.</summary>
internal static class Hl7Grammar
{
    private const string UsualSeparators = "|^~\\&";
    private const int MostFields = 50;

    // What means something somewhere, and what is wrong almost everywhere.
    private static readonly string[] Words =
    [
        "", "\"\"", " ", "0", "1", "-1", "71.5", "1e400", "NaN", "168", "X", "Y", "N", "T", "D", "P",
        "NW", "XO", "SC", "CA", "OC", "DC", "HD", "OH", "RL", "OE", "RO", "RP", "CH", "RU", "XX", "SN", "IP", "CM", "A",
        "ORM^O01", "OMI^O23", "OMG^O19", "SIU^S12", "SIU^S13", "SIU^S15", "ADT^A01", "ADT^A02", "ADT^A08", "ADT^A40",
        "ADT^A47", "2.1", "2.3.1", "2.5.1", "2.9", "3",
        "20261202", "202612020930", "20261202093000.123456+0900", "20261202093000-0330", "20260229", "2026", "00000000",
        "99999999", "20261202240000", "2026120209305", "00010101+1400", "99991231235959-1400",
        "F", "M", "O", "U", "S", "R", "ROUTINE", "CT", "ct", "DX~US", "CT_NORTH~CT_SOUTH", "L", "99X",
        "1.2.276.0.7777.1.1", "1.02", "1..2", "1.", "1.2.3.4.5.6.7.8.9.1.2.3.4.5.6.7.8.9.1.2.3.4.5.6.7.8.9.1.2.3.4.5.6.7.8.9",
        "3141-9^BODY WEIGHT^LN", "3137-7^BODY HEIGHT^LN", "29463-7", "8302-2", "110180^Study Instance UID^DCM", "NM", "kg", "g",
        "[lb_av]", "cm", "m", "in", "8859/1", "8859/15", "UNICODE UTF-8", "ASCII~ISO IR87", "ISO IR14~ISO IR87~ISO IR159",
        "BIG-5", "GB 18030-2000", "KS X 1001", "ASCII", "\\T\\", "\\.br\\", "\\X0D0A\\", "\\X00\\", "\\X5C\\", "\\E\\",
        "\\E\\E\\E\\", "\\H\\b\\N\\", "\\C2842\\", "\\M2442\\", "\\X1B2842\\", "\\Z", "a\\b", "a=b=c=d", "\u001b$B;3ED\u001b(B",
        "\t\u0001\u007f", "\u00fc", "\u00c3\u00bc", "\u00e5\u00b1\u00b1\u00e7\u0094\u00b0", "\u00f0\u009f\u0099\u0082",
        "\u00ff\u00fe", "\u0085", "&&&", "^^^", "~~~", "^^^^^^L^A", "^^^CLINIC&1.2&ISO^PI",
    ];

    private static readonly int[] Lengths = [16, 17, 64, 65, 324, 1024, 1025, 10241, 20000];

    /// <inheritdoc cref="GrammarChange"/>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        // Each byte is a character: bytes that are none of the message's set stay what they are.
        List<string> segments = Split(input);
        List<string> others = Split(other);
        int changes = 1 << random.Next(4);
        for (var i = 0; i < changes && segments.Count > 0; i++)
        {
            Change(segments, others, random);
        }

        return Encoding.Latin1.GetBytes(string.Join('\r', segments));
    }

    private static void Change(List<string> segments, List<string> others, Random random)
    {
        int at = random.Next(segments.Count);
        switch (random.Next(12))
        {
            case 0:
                segments.RemoveAt(at);
                break;
            case 1:
                segments.Insert(random.Next(segments.Count + 1), segments[at]);
                break;
            case 2 when others.Count > 0:
                segments.Insert(random.Next(segments.Count + 1), others[random.Next(others.Count)]);
                break;
            case 3:
                int to = random.Next(segments.Count);
                (segments[at], segments[to]) = (segments[to], segments[at]);
                break;
            default:
                segments[at] = ChangeField(segments[at], SeparatorsOf(segments), others, random);
                break;
        }
    }

    private static string ChangeField(string segment, string separators, List<string> others, Random random)
    {
        List<string> fields = [.. segment.Split(separators[0])];
        int number = random.Next(8) == 0 ? random.Next(MostFields) : random.Next(fields.Count);
        while (fields.Count <= number)
        {
            fields.Add("");
        }

        // The same field of another message is what it may well be.
        string[]? alike = others.Find(each => each.Length > 3 && each.StartsWith(fields[0], StringComparison.Ordinal))
            ?.Split(separators[0]);
        fields[number] = random.Next(8) switch
        {
            0 when alike?.Length > number => alike[number],
            1 => fields[random.Next(fields.Count)],
            2 => $"{fields[number]}{separators[2]}{fields[number]}",
            3 => $"{fields[number]}{separators[2]}{Word(random)}",
            4 => Word(random),
            5 => ChangePart(fields[number], separators[2], random),
            6 => ChangePart(fields[number], separators[4], random),
            _ => ChangePart(fields[number], separators[1], random),
        };
        return string.Join(separators[0], fields);
    }

    private static string ChangePart(string value, char separator, Random random)
    {
        string[] parts = value.Split(separator);
        int at = random.Next(parts.Length);
        parts[at] = random.Next(4) switch
        {
            0 => parts[random.Next(parts.Length)],
            1 => parts[at] + Word(random),
            2 => Stretch(parts[at], random),
            _ => Word(random),
        };
        return string.Join(separator, parts);
    }

    private static string Stretch(string text, Random random)
    {
        string piece = text.Length > 0 ? text : "x";
        int length = Lengths[random.Next(Lengths.Length)];
        return string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static string SeparatorsOf(List<string> segments) =>
        segments[0] is ['M', 'S', 'H', _, _, _, _, _, ..] header ? header.Substring(3, 5) : UsualSeparators;

    private static List<string> Split(byte[] message) =>
        [.. Encoding.Latin1.GetString(message).Split('\r', '\n').Where(segment => segment.Length > 0)];
}
