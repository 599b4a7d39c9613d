using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>Makes an attribute of values that a message has.</summary>
/// <param name="target">Where it goes.</param>
/// <param name="values">The values, of one source or of all that a row takes; at least one.</param>
internal delegate void FieldConversion(FieldTarget target, IReadOnlyList<FieldValue> values);

/// <summary>A row of a table of fields: an attribute, how it is made, and of what.</summary>
/// <param name="Tag">The attribute.</param>
/// <param name="Convert">How it is made.</param>
/// <param name="Sources">Of what: the first that has a value.</param>
internal sealed record FieldRow(DicomTag Tag, FieldConversion Convert, params IReadOnlyList<Hl7Path> Sources)
{
    // What PS3.4 table K.6-1 makes type 1, or 1C: an entry without would not be offered.
    private static readonly DicomTag[] NeverEmpty =
    [
        DicomTag.StudyInstanceUID, DicomTag.RequestedProcedureID, DicomTag.RequestedProcedureDescription,
        DicomTag.RequestedProcedureCodeSequence, DicomTag.Modality, DicomTag.ScheduledStationAETitle,
        DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime,
        DicomTag.ScheduledProcedureStepID, DicomTag.ScheduledProcedureStepDescription,
        DicomTag.ScheduledProtocolCodeSequence,
    ];

    /// <summary>Makes a row of sources as people write them.</summary>
    public FieldRow(DicomTag tag, FieldConversion convert, string[] sources)
        : this(tag, convert, Array.ConvertAll(sources, PathOf))
    {
    }

    /// <summary>Whether the values of all sources are taken, not those of the first that has one.</summary>
    public bool TakesAll { get; init; }

    /// <summary>A path of a table of this project.</summary>
    public static Hl7Path PathOf(string source) => Hl7Path.TryParse(source, out Hl7Path path)
        ? path
        : throw new ArgumentException($"{source} is no path", nameof(source));

    /// <summary>
    /// Adds the attribute to a data set if a segment has it; without value, if one says that there is none, and there
    /// may be none.
    /// </summary>
    public void Apply(SegmentScope scope, FieldMapper mapper, DicomDataset dataset)
    {
        IReadOnlyList<FieldValue> values = Read(scope, out bool isEmptied);
        if (mapper.Trace is not { } trace)
        {
            Apply(values, isEmptied, mapper, dataset);
        }
        else if (values.Count > 0 || isEmptied)
        {
            Follow(trace, scope, values, isEmptied, mapper, dataset);
        }
    }

    private void Follow(
        FieldTrace trace, SegmentScope scope, IReadOnlyList<FieldValue> values, bool isEmptied, FieldMapper mapper,
        DicomDataset dataset) => trace.Follow(
            values.Count > 0
                ? [.. values.Select(value => value.Segment.PathOf(value.Source.Field)).Distinct()]
                : [.. Sources.SelectMany(source => FindEmptied(scope, source)).Distinct()],
            dataset,
            () => Apply(values, isEmptied, mapper, dataset));

    private IReadOnlyList<FieldValue> Read(SegmentScope scope, out bool isEmptied)
    {
        IReadOnlyList<FieldValue> values = [];
        isEmptied = false;
        foreach (Hl7Path source in Sources)
        {
            IReadOnlyList<FieldValue> more = scope.Read(source, out bool isNull);
            values = values.Count == 0 ? more : [.. values, .. more];
            isNull &= !NeverEmpty.Contains(Tag);
            isEmptied |= isNull;
            if (!TakesAll && (isNull || values.Count > 0))
            {
                break;
            }
        }

        return values;
    }

    private static IEnumerable<Hl7Path> FindEmptied(SegmentScope scope, Hl7Path source) =>
        scope.All(source.Segment).Where(segment => !segment[source.Field].IsEmpty)
            .Select(segment => segment.PathOf(source.Field));

    private void Apply(IReadOnlyList<FieldValue> values, bool isEmptied, FieldMapper mapper, DicomDataset dataset)
    {
        var target = new FieldTarget(mapper, dataset, Tag);
        if (values.Count > 0)
        {
            Convert(target, values);
        }

        if (isEmptied && !dataset.Contains(Tag))
        {
            target.PutEmpty();
        }
    }
}
