namespace WorklistScp.Hl7.Messages;

/// <summary>A segment of a message.</summary>
public sealed class Hl7Segment
{
    /// <summary>How many characters the name of a segment has.</summary>
    internal const int NameLength = 3;

    private readonly Hl7Message _message;
    private readonly int _firstField;
    private readonly int _fields;
    private readonly int _end;

    internal Hl7Segment(Hl7Message message, string name, int occurrence, int firstField, int fields, int end)
    {
        _message = message;
        Name = name;
        Occurrence = occurrence;
        _firstField = firstField;
        _fields = fields;
        _end = end;
    }

    /// <summary>Its name: PID.</summary>
    public string Name { get; }

    /// <summary>Which one of its name in the message, from 1.</summary>
    public int Occurrence { get; }

    /// <summary>The number of the last field that it has, empty or not.</summary>
    public int Count => IsHeader ? _fields + 1 : _fields;

    private bool IsHeader => Name == "MSH";

    /// <summary>A field, by its number in the standard, from 1; empty where the segment ends before it.</summary>
    /// <remarks>MSH-1 is the field separator, MSH-2 the encoding characters.</remarks>
    public Hl7Field this[int number]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
            return !IsHeader ? FieldAt(number - 1)
                : number == 1 ? Hl7Field.Literal(_message.Separators.Field.ToString())
                : number == 2 ? Hl7Field.Literal(_message.Separators.EncodingCharacters)
                : FieldAt(number - 2);
        }
    }

    /// <summary>Where a field of it stands, or a part of that.</summary>
    public Hl7Path PathOf(int field, int component = 0, int subcomponent = 0) =>
        new(Name, Occurrence, field, 0, component, subcomponent);

    /// <summary>Whether a text is the name of a segment: PID, ZDS, PV1.</summary>
    internal static bool IsName(ReadOnlySpan<char> text) =>
        text.Length == NameLength
        && char.IsAsciiLetterUpper(text[0]) && IsOfName(text[1]) && IsOfName(text[2]);

    private static bool IsOfName(char c) => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c);

    private Hl7Field FieldAt(int index)
    {
        if (index >= _fields)
        {
            return default;
        }

        int start = _message.FieldStart(_firstField + index);
        int end = index + 1 < _fields ? _message.FieldStart(_firstField + index + 1) - 1 : _end;
        return new Hl7Field(_message, _message.Slice(start, end));
    }
}
