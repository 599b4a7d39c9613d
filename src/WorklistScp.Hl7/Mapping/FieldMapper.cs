using WorklistScp.Hl7.Meanings;
using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>Makes data sets of segments by tables of fields, and keeps what is to be said about it.</summary>
/// <param name="message">The message.</param>
/// <param name="options">The site's settings.</param>
/// <param name="received">When the message came.</param>
internal sealed class FieldMapper(Hl7Message message, Hl7MappingOptions options, DateTimeOffset received)
{
    private readonly List<Hl7Note> _notes = [];

    /// <summary>The site's settings.</summary>
    public Hl7MappingOptions Options => options;

    /// <summary>When the message came, by the clock on the site's wall.</summary>
    public DateTime Received =>
        (options.TimeZone is { } zone ? TimeZoneInfo.ConvertTime(received, zone) : received).DateTime;

    /// <summary>What was to be said so far.</summary>
    public IReadOnlyList<Hl7Note> Notes => _notes;

    /// <summary>Why the message is refused: the first reason; null: it is not.</summary>
    public Hl7Fault? Fault { get; private set; }

    /// <summary>Whether there was a character that the site's character set lacks.</summary>
    public bool IsUnencodable { get; private set; }

    /// <summary>Keeps what is made of fields; null: nobody wants to know.</summary>
    public FieldTrace? Trace { get; init; }

    /// <summary>The offset that the times of an entry have; null: nobody says.</summary>
    public TimeSpan? Offset { get; set; }

    /// <summary>The offset of MSH-7, which holds for all times of the message without one of their own.</summary>
    public TimeSpan? MessageOffset { get; } = Hl7Moment.Find(message.Header[7].First[1].Trim())?.Offset;

    /// <summary>Makes a data set of some segments.</summary>
    public DicomDataset Map(IEnumerable<FieldRow> rows, SegmentScope scope)
    {
        DicomDataset dataset = NewDataset();
        Map(rows, scope, dataset);
        return dataset;
    }

    /// <summary>Adds to a data set, or an item of one, what some segments have.</summary>
    public void Map(IEnumerable<FieldRow> rows, SegmentScope scope, DicomDataset dataset)
    {
        foreach (FieldRow row in rows)
        {
            row.Apply(scope, this, dataset);
        }
    }

    /// <summary>A data set that says its character set only.</summary>
    public DicomDataset NewDataset() => options.CharacterSet.Value.Length == 0 ? new DicomDataset() : new DicomDataset(
        DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, options.CharacterSet.Value));

    /// <summary>Makes an element of a text that has the form of its VR.</summary>
    public DicomElement Encode(DicomTag tag, DicomVR vr, string text)
    {
        if (!DicomValueText.TryEncode(text, vr, options.CharacterSet, out byte[] bytes, out _))
        {
            IsUnencodable = true;
        }

        return new DicomElement(tag, vr, bytes);
    }

    /// <summary>A moment at the site's offset, else at that of the entry.</summary>
    public Hl7Moment AtSite(Hl7Moment moment)
    {
        Hl7Moment named = moment with { Offset = moment.Offset ?? MessageOffset };
        TimeSpan? wanted = options.TimeZone is { } zone && named.Utc is { } utc ? zone.GetUtcOffset(utc) : Offset;
        return wanted is { } offset ? named.At(offset) : named;
    }

    /// <summary>Keeps that a field was used that the row does not name, where somebody wants to know.</summary>
    public void MarkUsed(Hl7Segment segment, int field) => Trace?.Use(segment.PathOf(field));

    /// <summary>Keeps something to be said.</summary>
    public void Note(Hl7NoteKind kind, Hl7Path path, DicomTag? tag, string text) =>
        _notes.Add(new Hl7Note(kind, path, tag, text));

    /// <summary>Refuses the message.</summary>
    public void Refuse(Hl7Fault fault) => Fault ??= fault;
}
