using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>The segments that speak of one thing, such as a step; for what they do not have, those around them.</summary>
/// <param name="own">Its own segments.</param>
/// <param name="outer">What is around it; null: nothing.</param>
internal sealed class SegmentScope(IReadOnlyList<Hl7Segment> own, SegmentScope? outer = null)
{
    /// <summary>Segments without the notes (NTE) that are not about one of some names, directly before them.</summary>
    public static IEnumerable<Hl7Segment> WithNotesAbout(IEnumerable<Hl7Segment> segments, params string[] names)
    {
        string about = "";
        foreach (Hl7Segment segment in segments)
        {
            about = segment.Name == "NTE" ? about : segment.Name;
            if (segment.Name != "NTE" || names.Contains(about))
            {
                yield return segment;
            }
        }
    }

    /// <summary>Its own segments of a name, else those around it.</summary>
    public IReadOnlyList<Hl7Segment> All(string name)
    {
        List<Hl7Segment> found = [.. own.Where(segment => segment.Name == name)];
        return found.Count == 0 && outer is not null ? outer.All(name) : found;
    }

    /// <summary>Whether there is a segment of a name.</summary>
    public bool Has(string name) => All(name).Count > 0;

    /// <summary>The first value at the first of some sources that has one; null: none has.</summary>
    public FieldValue? Find(params IEnumerable<Hl7Path> sources) =>
        sources.SelectMany(source => Read(source, out _)).FirstOrDefault();

    /// <summary>The text at a source; empty: there is none.</summary>
    public string TextOf(string source) => Find(FieldRow.PathOf(source))?.Text ?? "";

    /// <summary>All values at a source: of each segment, each repetition.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isNull">Whether one of them says that there is none.</param>
    public IReadOnlyList<FieldValue> Read(Hl7Path source, out bool isNull)
    {
        isNull = false;
        var values = new List<FieldValue>();
        foreach (Hl7Segment segment in All(source.Segment))
        {
            Hl7Field field = segment[source.Field];
            isNull |= field.IsNull;
            for (var i = 0; i < field.Count; i++)
            {
                var value = new FieldValue(segment, source, i + 1, field[i]);
                isNull |= source.Component > 0 && value.Value.IsNull(source.Component);
                if (value.Text.AsSpan().Trim("^&").Length > 0)
                {
                    values.Add(value);
                }
            }
        }

        return values;
    }
}
