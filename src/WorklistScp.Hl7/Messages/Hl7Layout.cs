using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Hl7.Messages;

/// <summary>Where segments and fields of a text are.</summary>
internal sealed class Hl7Layout
{
    private readonly List<(string Name, int Occurrence, int FirstField, int End)> _segments = [];
    private readonly List<int> _fieldStarts = [];
    private readonly Dictionary<string, int> _occurrences = [];

    /// <summary>The index of the first character of each field, segment by segment.</summary>
    public int[] FieldStarts => [.. _fieldStarts];

    /// <summary>Reads a text that begins with the name of a segment.</summary>
    public static bool TryRead(
        string text, Hl7Separators separators, Hl7Limits limits,
        out Hl7Layout layout, [NotNullWhen(false)] out Hl7Fault? fault)
    {
        layout = new Hl7Layout();
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
            int next = i + 1 < segments.Length ? _segments[i + 1].FirstField : _fieldStarts.Count;
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
            return new Hl7Fault(
                path, Hl7ErrorCode.SegmentSequenceError, "A second message begins within this one",
                "MSH appears twice, expected once: end each message before the next");
        }

        _segments.Add((name, occurrence, _fieldStarts.Count, end));
        return AddFields(segment, start, path, separators, limits);
    }

    private Hl7Fault? AddFields(
        ReadOnlySpan<char> segment, int start, Hl7Path path, Hl7Separators separators, Hl7Limits limits)
    {
        int first = _fieldStarts.Count;
        bool mayHaveTooMany = segment.Length > limits.MaxRepetitions;
        for (var at = Hl7Segment.NameLength; at < segment.Length;)
        {
            if (_fieldStarts.Count - first == limits.MaxFields)
            {
                return TooMany(path, "fields", limits.MaxFields);
            }

            _fieldStarts.Add(start + ++at);
            int length = segment[at..].IndexOf(separators.Field);
            length = length < 0 ? segment.Length - at : length;
            if (mayHaveTooMany && segment.Slice(at, length).Count(separators.Repetition) >= limits.MaxRepetitions)
            {
                return TooMany(path with { Field = _fieldStarts.Count - first }, "repetitions", limits.MaxRepetitions);
            }

            at += length;
        }

        return null;
    }

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
        for (int end = start; ; end++)
        {
            int length = text.AsSpan(end).IndexOfAny('\r', '\n');
            if (length < 0)
            {
                return text.Length;
            }

            end += length;
            if (IsSegment(text.AsSpan(StartOfNext(text, end)), separator))
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
