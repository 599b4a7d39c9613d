using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Hl7.Messages;

/// <summary>
/// A message of HL7 version 2: its segments, as text. Immutable, and safe to share between threads. Fields, components
/// and escapes are decoded when asked.
/// </summary>
public sealed class Hl7Message
{
    private readonly string _text;
    private readonly int[] _fieldStarts;

    internal Hl7Message(string text, Hl7Separators separators, Hl7CharacterSet characterSet, Hl7Layout layout)
    {
        _text = text;
        Separators = separators;
        CharacterSet = characterSet;
        _fieldStarts = layout.FieldStarts;
        Segments = layout.MakeSegments(this);
    }

    /// <summary>All segments, in their order; the first is MSH.</summary>
    public IReadOnlyList<Hl7Segment> Segments { get; }

    /// <summary>MSH.</summary>
    public Hl7Segment Header => Segments[0];

    /// <summary>The characters that part it.</summary>
    public Hl7Separators Separators { get; }

    /// <summary>What its bytes were decoded by.</summary>
    public Hl7CharacterSet CharacterSet { get; }

    /// <summary>The message type, MSH-9.1: ORM.</summary>
    public string Type => Header[9].First[1].Trim();

    /// <summary>The trigger event, MSH-9.2, else EVN-1: O01; empty where there is none.</summary>
    public string Event => Header[9].First[2].Trim() is { Length: > 0 } code
        ? code
        : Find("EVN")?[1].First[1].Trim() ?? "";

    /// <summary>MSH-10.</summary>
    public string ControlID => Header[10].First.Text;

    /// <summary>MSH-12.1: 2.5.1; empty where there is none.</summary>
    public string Version => Header[12].First[1].Trim();

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">The message, without the framing of MLLP. Segments end with CR, LF, or CR LF.</param>
    /// <param name="limits">What it may at most hold.</param>
    /// <param name="message">The message; where it is refused, its MSH, or null where that cannot be read.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, Hl7Limits limits,
        [NotNullWhen(true)] out Hl7Message? message, [NotNullWhen(false)] out Hl7Fault? fault) =>
        TryParse(bytes, limits, Hl7CharacterSetChoice.Default, out message, out fault);

    /// <summary>Reads a message of a sender of which the site says more.</summary>
    /// <param name="bytes">The message, without the framing of MLLP. Segments end with CR, LF, or CR LF.</param>
    /// <param name="limits">What it may at most hold.</param>
    /// <param name="choice">What the site says about the character set.</param>
    /// <param name="message">The message; where it is refused, its MSH, or null where that cannot be read.</param>
    /// <param name="fault">Why it is refused.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, Hl7Limits limits, Hl7CharacterSetChoice choice,
        [NotNullWhen(true)] out Hl7Message? message, [NotNullWhen(false)] out Hl7Fault? fault) =>
        Hl7Parser.TryParse(bytes, limits, choice, out message, out fault);

    /// <summary>Whether its version is one or a later one; false where it says none that can be read.</summary>
    /// <param name="version">A version: 2.5.1.</param>
    public bool IsAtLeast(string version) =>
        System.Version.TryParse(Version, out Version? own) && own >= System.Version.Parse(version);

    /// <summary>The first segment of a name; null where there is none.</summary>
    public Hl7Segment? Find(string name)
    {
        foreach (Hl7Segment segment in Segments)
        {
            if (segment.Name == name)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>The field that a path names, or is within; an empty one where it is absent.</summary>
    public Hl7Field FieldAt(Hl7Path path)
    {
        Hl7Segment? segment = Segments.FirstOrDefault(
            segment => segment.Name == path.Segment && segment.Occurrence == path.Occurrence);
        return segment is not null && path.Field > 0 ? segment[path.Field] : default;
    }

    /// <summary>The text that a path names; empty where it is absent.</summary>
    public string TextAt(Hl7Path path)
    {
        Hl7Value value = FieldAt(path)[Math.Max(path.Repetition - 1, 0)];
        return path.Component == 0 ? value.Text
            : path.Subcomponent == 0 ? value[path.Component]
            : value[path.Component, path.Subcomponent];
    }

    /// <summary>The fields with bytes that are none of the character set; texts have <c>?</c> for them.</summary>
    public IEnumerable<Hl7Path> FindUndecodable()
    {
        if (!_text.Contains(Hl7CharacterSet.Undecodable))
        {
            yield break;
        }

        foreach (Hl7Segment segment in Segments)
        {
            for (var number = 1; number <= segment.Count; number++)
            {
                if (segment[number].Raw.Span.Contains(Hl7CharacterSet.Undecodable))
                {
                    yield return segment.PathOf(number);
                }
            }
        }
    }

    internal int FieldStart(int index) => _fieldStarts[index];

    internal ReadOnlyMemory<char> Slice(int start, int end) => _text.AsMemory(start, end - start);
}
