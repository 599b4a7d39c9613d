namespace WorklistScp.Hl7.Messages;

/// <summary>A field, with its repetitions. The default value is a field that is absent.</summary>
public readonly struct Hl7Field
{
    private readonly Hl7Message? _message;

    internal Hl7Field(Hl7Message? message, ReadOnlyMemory<char> raw)
    {
        _message = message;
        Raw = raw;
    }

    /// <summary>Whether it is absent or empty: on an update, what there is stays.</summary>
    public bool IsEmpty => Raw.IsEmpty;

    /// <summary>Whether it is <c>""</c>: on an update, what there is goes.</summary>
    public bool IsNull => Hl7Value.IsNullText(Raw.Span);

    /// <summary>How many repetitions it has: none where it is empty.</summary>
    public int Count => Raw.IsEmpty ? 0 : Hl7Value.Parts(Raw.Span, Separator);

    /// <summary>The first repetition.</summary>
    public Hl7Value First => this[0];

    /// <summary>The characters as they came, separators and escapes included.</summary>
    internal ReadOnlyMemory<char> Raw { get; }

    private char Separator => _message?.Separators.Repetition ?? Hl7Separators.None;

    /// <summary>A repetition, from 0; an empty value where there are fewer.</summary>
    public Hl7Value this[int repetition]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(repetition);
            return new Hl7Value(_message, Hl7Value.Part(Raw, Separator, repetition));
        }
    }

    /// <summary>A field whose characters are no separators and no escapes.</summary>
    internal static Hl7Field Literal(string text) => new(null, text.AsMemory());
}
