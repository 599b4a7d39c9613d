using WorklistScp.Hl7.Messages;

namespace WorklistScp.Hl7.Mapping;

/// <summary>A value that a message has where a table of fields looks for it: one repetition of a field.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Source">Where in it, as the table has it: field, component, subcomponent.</param>
/// <param name="Repetition">Which repetition of the field, from 1.</param>
/// <param name="Value">The repetition.</param>
internal sealed record FieldValue(Hl7Segment Segment, Hl7Path Source, int Repetition, Hl7Value Value)
{
    /// <summary>Where it stands in the message.</summary>
    public Hl7Path Path => Source with { Occurrence = Segment.Occurrence, Repetition = Repetition };

    /// <summary>What stands at the source, which may be a part of the repetition.</summary>
    public string Text => Trim(Source.Component == 0 ? Value.Text
        : Source.Subcomponent == 0 ? Value[Source.Component]
        : Value[Source.Component, Source.Subcomponent]);

    /// <summary>A component of the repetition.</summary>
    public string this[int component] => Trim(Value[component]);

    /// <summary>A subcomponent of the repetition.</summary>
    public string this[int component, int subcomponent] => Trim(Value[component, subcomponent]);

    // What has control characters alone, of which no attribute keeps any, is no value.
    private static string Trim(string text) =>
        text.All(character => char.IsControl(character) || char.IsWhiteSpace(character)) ? "" : text.Trim();
}
