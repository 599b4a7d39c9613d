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

    /// <summary>Adds the attribute to a data set if a segment has it; without value, if one says that there is none.</summary>
    public void Apply(SegmentScope scope, FieldMapper mapper, DicomDataset dataset)
    {
        var values = new List<FieldValue>();
        var isEmptied = false;
        foreach (Hl7Path source in Sources)
        {
            values.AddRange(scope.Read(source, out bool isNull));
            isEmptied |= isNull;
            if (!TakesAll && (isNull || values.Count > 0))
            {
                break;
            }
        }

        var target = new FieldTarget(mapper, dataset, Tag);
        if (values.Count > 0)
        {
            mapper.MarkUsed(values);
            Convert(target, values);
        }

        if (isEmptied && !dataset.Contains(Tag))
        {
            target.PutEmpty();
        }
    }
}
