using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Hl7.Messages;

/// <summary>Where segments and fields of a text are.</summary>
internal sealed class Hl7Layout
{
    private readonly List<(string Name, int Occurrence, int FirstField, int End)> _segments = [];
    private readonly Dictionary<string, int> _occurrences = [];
    private int _fields;

    private Hl7Layout(int fields) => FieldStarts = new int[fields];

    /// <summary>One message was broken off, and another one begins in it: both may be sent again.</summary>
    public static Hl7Fault SecondMessage { get; } = new(
        new Hl7Path("MSH", Occurrence: 2), Hl7ErrorCode.ApplicationInternalError,
        "A second message begins within this one",
        "MSH appears twice, expected once: end each message before the next");

    /// <summary>The index of the first character of each field, segment by segment.</summary>
    public int[] FieldStarts { get; }

    /// <summary>Reads a text that begins with the name of a segment.</summary>
    public static bool TryRead(
        string text, Hl7Separators separators, Hl7Limits limits,
        out Hl7Layout layout, [NotNullWhen(false)] out Hl7Fault? fault)
    {
        layout = new Hl7Layout(text.AsSpan().Count(separators.Field));
        fault = null;
        for (var start = 0; start < text.Length && fault is null;)
        {
            int end = EndOfSegment(text, start, separators.Field);
            fault = layout.Add(text, start, end, separators, limits);
            start = StartOfNext(text, end);
        }

        return fault is null;
    }

    /// <summary>Makes the segments of a message.</summary>
    public Hl7Segment[] MakeSegments(Hl7Message message)
    {
        var segments = new Hl7Segment[_segments.Count];
        for (var i = 0; i < segments.Length; i++)
        {
            (string name, int occurrence, int firstField, int end) = _segments[i];
            int next = i + 1 < segments.Length ? _segments[i + 1].FirstField : _fields;
            segments[i] = new Hl7Segment(message, name, occurrence, firstField, next - firstField, end);
        }

        return segments;
    }

    private Hl7Fault? Add(string text, int start, int end, Hl7Separators separators, Hl7Limits limits)
    {
        ReadOnlySpan<char> segment = text.AsSpan(start, end - start);
        string name = NameOf(segment[..Hl7Segment.NameLength], out int occurrence);
        var path = new Hl7Path(name, occurrence);
        if (_segments.Count == limits.MaxSegments)
        {
            return TooMany(path, "segments", limits.MaxSegments);
        }

        if (name == "MSH" && occurrence > 1)
        {
            return SecondMessage;
        }

        _segments.Add((name, occurrence, _fields, end));
        return AddFields(segment, start, path, separators, limits);
    }

    private Hl7Fault? AddFields(
        ReadOnlySpan<char> segment, int start, Hl7Path path, Hl7Separators separators, Hl7Limits limits)
    {
        int first = _fields;
        int name = segment.IndexOf(separators.Field);
        for (int at = name < 0 ? segment.Length : name; at < segment.Length;)
        {
            if (_fields - first == limits.MaxFields)
            {
                return TooMany(path, "fields", limits.MaxFields);
            }

            FieldStarts[_fields++] = start + ++at;
            int length = segment[at..].IndexOf(separators.Field);
            length = length < 0 ? segment.Length - at : length;
            if (TooManyParts(segment.Slice(at, length), path, separators, limits) is { } fault)
            {
                return fault;
            }

            at += length;
        }

        return null;
    }

    // A field that is short enough has not that many.
    private static Hl7Fault? TooManyParts(
        ReadOnlySpan<char> field, Hl7Path path, Hl7Separators separators, Hl7Limits limits) =>
        field.Length >= limits.MaxRepetitions && field.Count(separators.Repetition) >= limits.MaxRepetitions
            ? TooMany(path, "repetitions of a field", limits.MaxRepetitions)
        : field.Length >= limits.MaxComponents
            && field.Count(separators.Component) + field.Count(separators.Subcomponent) >= limits.MaxComponents
            ? TooMany(path, "components of a field", limits.MaxComponents)
        : null;

    private string NameOf(ReadOnlySpan<char> characters, out int occurrence)
    {
        var known = _occurrences.GetAlternateLookup<ReadOnlySpan<char>>();
        string name = known.TryGetValue(characters, out string? same, out occurrence) ? same : characters.ToString();
        _occurrences[name] = ++occurrence;
        return name;
    }

    // A line that does not begin as a segment does belongs to the text before it.
    private static int EndOfSegment(string text, int start, char separator)
    {
        for (int next = start; ;)
        {
            int length = text.AsSpan(next).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                return text.Length;
            }

            int end = next + length;
            next = StartOfNext(text, end);
            if (IsSegment(text.AsSpan(next), separator))
            {
                return end;
            }
        }
    }

    private static bool IsSegment(ReadOnlySpan<char> text, char separator) =>
        text.IsEmpty
        || (text.Length >= Hl7Segment.NameLength && Hl7Segment.IsName(text[..Hl7Segment.NameLength])
            && (text.Length == Hl7Segment.NameLength
                || text[Hl7Segment.NameLength] == separator || text[Hl7Segment.NameLength] is '\r' or '\n'));

    private static int StartOfNext(string text, int end)
    {
        int length = text.AsSpan(end).IndexOfAnyExcept('\r', '\n');
        return length < 0 ? text.Length : end + length;
    }

    private static Hl7Fault TooMany(Hl7Path path, string what, int limit) => new(
        path, Hl7ErrorCode.ApplicationInternalError, $"The message has too many {what}", $"expected at most {limit}");
}
