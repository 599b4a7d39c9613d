namespace WorklistScp.Hl7.Messages;

/// <summary>
/// One repetition of a field, with its components. Texts have their escapes decoded and line breaks as U+000A; they are
/// empty where something is absent, and where it is <c>""</c>. Bytes that are none of the character set are question
/// marks. The default value is an absent one.
/// </summary>
public readonly struct Hl7Value
{
    private const string Null = "\"\"";

    private readonly Hl7Message? _message;
    private readonly ReadOnlyMemory<char> _raw;

    internal Hl7Value(Hl7Message? message, ReadOnlyMemory<char> raw)
    {
        _message = message;
        _raw = raw;
    }

    /// <summary>Whether it is absent or empty.</summary>
    public bool IsEmpty => _raw.IsEmpty;

    /// <summary>How many components it has: none where it is empty.</summary>
    public int Count => _raw.IsEmpty ? 0 : Parts(_raw.Span, Separators.Component);

    /// <summary>All of it, its separators as <c>^</c> and <c>&amp;</c>.</summary>
    public string Text => TextOf(_raw);

    private Hl7Separators Separators => _message?.Separators ?? Literal;

    private static Hl7Separators Literal { get; } = new(
        Hl7Separators.None, Hl7Separators.None, Hl7Separators.None, Hl7Separators.None, Hl7Separators.None);

    /// <summary>A component, from 1; all of it, its subcomponents parted by <c>&amp;</c>.</summary>
    public string this[int component] => TextOf(Component(component));

    /// <summary>A subcomponent of a component, both from 1.</summary>
    public string this[int component, int subcomponent]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(subcomponent, 1);
            return TextOf(Part(Component(component), Separators.Subcomponent, subcomponent - 1));
        }
    }

    /// <summary>Whether a component is <c>""</c>: on an update, what there is goes.</summary>
    public bool IsNull(int component) => IsNullText(Component(component).Span);

    /// <summary>Whether characters are <c>""</c>, and no more.</summary>
    internal static bool IsNullText(ReadOnlySpan<char> raw) => raw.SequenceEqual(Null);

    /// <summary>How many parts a text has.</summary>
    internal static int Parts(ReadOnlySpan<char> raw, char separator) => raw.Count(separator) + 1;

    /// <summary>A part of a text, from 0; an empty one where there are fewer.</summary>
    internal static ReadOnlyMemory<char> Part(ReadOnlyMemory<char> raw, char separator, int index)
    {
        ReadOnlySpan<char> rest = raw.Span;
        var start = 0;
        for (; index > 0; index--)
        {
            int length = rest.IndexOf(separator);
            if (length < 0)
            {
                return default;
            }

            start += length + 1;
            rest = rest[(length + 1)..];
        }

        int end = rest.IndexOf(separator);
        return end < 0 ? raw[start..] : raw.Slice(start, end);
    }

    private ReadOnlyMemory<char> Component(int component)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(component, 1);
        return Part(_raw, Separators.Component, component - 1);
    }

    private string TextOf(ReadOnlyMemory<char> raw) =>
        raw.IsEmpty || IsNullText(raw.Span) ? ""
        : _message is null ? raw.ToString()
        : Hl7Escapes.Decode(raw.Span, _message.Separators, _message.CharacterSet);
}
