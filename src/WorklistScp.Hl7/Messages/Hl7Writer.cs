using System.Text;

namespace WorklistScp.Hl7.Messages;

/// <summary>Builds a message, segment by segment, with escape sequences where texts need them.</summary>
/// <param name="separators">Those of the message.</param>
public sealed class Hl7Writer(Hl7Separators separators)
{
    private readonly StringBuilder _text = new();
    private int _segmentStart;

    /// <summary>Begins a segment. Of MSH, the first two fields are written as well.</summary>
    public Hl7Writer Segment(string name)
    {
        EndSegment();
        _segmentStart = _text.Length;
        _text.Append(name);
        return name == "MSH" ? Append(separators.EncodingCharacters) : this;
    }

    /// <summary>Writes a field that is one text.</summary>
    public Hl7Writer Field(string text = "")
    {
        _text.Append(separators.Field);
        Hl7Escapes.Encode(text, separators, _text);
        return this;
    }

    /// <summary>Writes a field with components.</summary>
    public Hl7Writer Components(params ReadOnlySpan<string> texts)
    {
        _text.Append(separators.Field);
        return Parts(texts, separators.Component);
    }

    /// <summary>Writes a further repetition of the field, with components.</summary>
    public Hl7Writer Repeat(params ReadOnlySpan<string> texts)
    {
        AppendSeparator(separators.Repetition);
        return Parts(texts, separators.Component);
    }

    /// <summary>Writes a further component of the field, with subcomponents.</summary>
    public Hl7Writer Subcomponents(params ReadOnlySpan<string> texts)
    {
        AppendSeparator(separators.Component);
        return Parts(texts, separators.Subcomponent);
    }

    /// <summary>Writes some fields without a value.</summary>
    public Hl7Writer Skip(int fields)
    {
        _text.Append(separators.Field, fields);
        return this;
    }

    /// <summary>Writes a field as it came in a message that has the same separators.</summary>
    public Hl7Writer Copy(Hl7Field field) => Append(field.Raw.Span);

    /// <summary>The message; each segment ends with CR.</summary>
    public override string ToString()
    {
        EndSegment();
        _segmentStart = _text.Length;
        return _text.ToString();
    }

    /// <summary>The message in bytes; a character that the set does not have is a question mark.</summary>
    public byte[] ToArray(Hl7CharacterSet characterSet) => characterSet.Encode(ToString());

    // A character that ends a line or a frame would end the message.
    private Hl7Writer Append(ReadOnlySpan<char> raw)
    {
        _text.Append(separators.Field);
        foreach (char c in raw)
        {
            _text.Append(char.IsControl(c) ? ' ' : c);
        }

        return this;
    }

    private Hl7Writer Parts(ReadOnlySpan<string> texts, char separator)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (i > 0)
            {
                AppendSeparator(separator);
            }

            Hl7Escapes.Encode(texts[i], separators, _text);
        }

        return this;
    }

    // A message that does not have it gets a blank.
    private void AppendSeparator(char separator) => _text.Append(separator == Hl7Separators.None ? ' ' : separator);

    // Fields without a value at its end are left out.
    private void EndSegment()
    {
        if (_text.Length == _segmentStart)
        {
            return;
        }

        while (_text[^1] == separators.Field)
        {
            _text.Length--;
        }

        _text.Append('\r');
    }
}
