namespace WorklistScp.Dicom.CharacterSets;

/// <summary>Decodes one value field with code extensions. Never fails: what is malformed becomes U+FFFD.</summary>
internal ref struct Iso2022Decoder
{
    private const int StackLimit = 256;

    private readonly Iso2022Coder _coder;
    private readonly DicomVR _vr;
    private ReadOnlySpan<byte> _rest;
    private CodeElement _g0;
    private CodeElement _g1;

    public Iso2022Decoder(Iso2022Coder coder, DicomVR vr, ReadOnlySpan<byte> bytes)
    {
        _coder = coder;
        _vr = vr;
        _rest = bytes;
        _g0 = coder.InitialG0;
        _g1 = coder.AssumedG1;
    }

    /// <summary>Decodes all bytes. No byte makes more than one character.</summary>
    public string Decode()
    {
        Span<char> text = _rest.Length <= StackLimit ? stackalloc char[StackLimit] : new char[_rest.Length];
        int length = 0;
        while (!_rest.IsEmpty)
        {
            if (!TrySkipEscape())
            {
                text[length++] = TakeCharacter();
            }
        }

        return new string(text[..length]);
    }

    private bool TrySkipEscape()
    {
        if (_rest[0] != Iso2022.Escape || CodeElement.FindByEscape(_rest) is not { } element)
        {
            return false;
        }

        if (element.IsG1)
        {
            _g1 = element;
        }
        else
        {
            _g0 = element;
        }

        _rest = _rest[element.Escape.Length..];
        return true;
    }

    private char TakeCharacter()
    {
        byte first = _rest[0];
        char character = first == Iso2022.Escape ? GraphicSet.Replacement : (char)first;
        int taken = 1;

        // Control characters and the space are the same in all sets.
        if (first is (> (byte)' ' and < 0x80) or >= 0xA0)
        {
            GraphicSet set = (first < 0x80 ? _g0 : _g1).Set;
            taken = set.Read(_rest, out character);
        }

        _rest = _rest[taken..];
        if (Iso2022.IsDelimiter(character, _vr))
        {
            _g0 = _coder.InitialG0;
            _g1 = _coder.AssumedG1;
        }

        return character;
    }
}
