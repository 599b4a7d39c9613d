namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// A registered set of graphic characters, of one byte (ISO 2022: 94 or 96 characters) or of two bytes (94 × 94).
/// Codes are those of the left half (0x20 to 0x7F); the register that a set is designated to adds the high bit.
/// </summary>
internal sealed class GraphicSet
{
    /// <summary>Stands for bytes without a character.</summary>
    public const char Replacement = '\uFFFD';

    private const int FirstCell = 0x21;
    private const int CellsPerRow = 94;

    private readonly char[] _characters;
    private readonly Lazy<Dictionary<char, ushort>> _codes;

    private GraphicSet(char[] characters, bool isDoubleByte, Func<int, bool>? isReadOnly = null)
    {
        _characters = characters;
        IsDoubleByte = isDoubleByte;
        _codes = new(() => Enumerable.Range(0, characters.Length)
            .Where(index => characters[index] != Replacement)
            .Select(index => KeyValuePair.Create(characters[index], (ushort)CodeAt(index)))
            .Where(pair => isReadOnly is null || !isReadOnly(pair.Value))
            .ToDictionary());
    }

    /// <summary>Whether each character takes two bytes.</summary>
    public bool IsDoubleByte { get; }

    /// <summary>A single-byte set, given by its 96 characters at 0x20 to 0x7F.</summary>
    public static GraphicSet SingleByte(Func<byte, char> characterAt)
    {
        var characters = new char[0x80];
        Array.Fill(characters, Replacement);
        for (byte code = 0x20; code < 0x80; code++)
        {
            characters[code] = characterAt(code);
        }

        return new GraphicSet(characters, isDoubleByte: false);
    }

    /// <summary>A double-byte set, given by its characters at 0x2121 to 0x7E7E.</summary>
    /// <param name="characterAt">The character at a row and a cell, both 0x21 to 0x7E.</param>
    /// <param name="isReadOnly">Codes that are decoded where they come in, but never made.</param>
    public static GraphicSet DoubleByte(Func<byte, byte, char> characterAt, Func<int, bool>? isReadOnly = null)
    {
        var characters = new char[CellsPerRow * CellsPerRow];
        for (int index = 0; index < characters.Length; index++)
        {
            (int row, int cell) = Math.DivRem(index, CellsPerRow);
            characters[index] = characterAt((byte)(FirstCell + row), (byte)(FirstCell + cell));
        }

        return new GraphicSet(characters, isDoubleByte: true, isReadOnly);
    }

    /// <summary>Decodes one character; <see cref="Replacement"/> where there is none.</summary>
    /// <param name="bytes">At least one byte.</param>
    /// <param name="character">The character.</param>
    /// <returns>How many bytes it took.</returns>
    public int Read(ReadOnlySpan<byte> bytes, out char character)
    {
        character = Replacement;
        if (!IsDoubleByte)
        {
            character = _characters[bytes[0] & 0x7F];
            return 1;
        }

        bool isPair = bytes.Length > 1 && ((bytes[0] ^ bytes[1]) & 0x80) == 0;
        if (!isPair || !TryGetIndex(bytes[0], bytes[1], out int index))
        {
            return 1;
        }

        character = _characters[index];
        return 2;
    }

    /// <summary>Finds the code of a character: below 0x80, or 0x2121 to 0x7E7E in double-byte sets.</summary>
    public bool TryGetCode(char character, out ushort code) => _codes.Value.TryGetValue(character, out code);

    private static bool TryGetIndex(byte first, byte second, out int index)
    {
        int row = (first & 0x7F) - FirstCell;
        int cell = (second & 0x7F) - FirstCell;
        index = (row * CellsPerRow) + cell;
        return row is >= 0 and < CellsPerRow && cell is >= 0 and < CellsPerRow;
    }

    private int CodeAt(int index) => IsDoubleByte
        ? ((FirstCell + (index / CellsPerRow)) << 8) | (FirstCell + (index % CellsPerRow))
        : index;
}
