using System.Buffers;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>Encodes one value field, with as few escape sequences as PS3.5 6.1.2.5 allows.</summary>
internal sealed class Iso2022Encoder(Iso2022Coder coder, DicomVR vr)
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private CodeElement _g0 = coder.InitialG0;
    private CodeElement? _g1 = coder.InitialG1;

    /// <summary>Writes a character, after the escape sequence it may need; false: it has no code.</summary>
    public bool TryWrite(char character)
    {
        if (character == Iso2022.Escape)
        {
            return false;
        }

        if (Iso2022.IsDelimiter(character, vr))
        {
            ReturnToInitial();
            _output.Write([(byte)character]);
            return true;
        }

        return TryWrite(character, _g0)
            || (_g1 is not null && TryWrite(character, _g1))
            || coder.Elements.Any(element => TryWrite(character, element));
    }

    /// <summary>Ends the value and gives its bytes.</summary>
    public byte[] Finish()
    {
        ReturnToInitial();
        return _output.WrittenSpan.ToArray();
    }

    private bool TryWrite(char character, CodeElement element)
    {
        if (!element.Set.TryGetCode(character, out ushort code))
        {
            return false;
        }

        Designate(element);
        int half = element.IsG1 ? 0x80 : 0;
        if (element.Set.IsDoubleByte)
        {
            _output.Write([(byte)((code >> 8) | half)]);
        }

        _output.Write([(byte)(code | half)]);
        return true;
    }

    private void Designate(CodeElement element)
    {
        if (element == (element.IsG1 ? _g1 : _g0))
        {
            return;
        }

        _output.Write(element.Escape.Span);
        if (element.IsG1)
        {
            _g1 = element;
        }
        else
        {
            _g0 = element;
        }
    }

    private void ReturnToInitial()
    {
        Designate(coder.InitialG0);
        if (coder.InitialG1 is not null)
        {
            Designate(coder.InitialG1);
        }

        // Without a set in the first value nothing can be designated back: the next use needs its escape again.
        _g1 = coder.InitialG1;
    }
}
