namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// What a device meant that wrote a value of Specific Character Set (0008,0005) in its own way: with other letter case,
/// spaces, hyphens and underscores, or by a name of the same character set that can mean no other one.
/// </summary>
/// <param name="Registration">
/// The number in the ISO registry that PS3.3 tables C.12-2 to C.12-5 name the set by, or GB18030, GBK; empty: unknown.
/// </param>
/// <param name="HasCodeExtensions">Whether the name is one with code extensions: ISO 2022 IR 100.</param>
internal readonly record struct TermSpelling(string Registration, bool HasCodeExtensions = false)
{
    /// <summary>Reads a value, without its delimiters; an empty one stands for the default repertoire.</summary>
    public static TermSpelling Read(string value)
    {
        string compact = Compact(value);
        return NumberIn(compact, "ISOIR") is { } plain ? new(plain)
            : NumberIn(compact, "ISO2022IR") is { } extended ? new(extended, HasCodeExtensions: true)
            : NumberIn(compact, "IR") is { } bare ? new(bare)
            : new(OtherName(compact) ?? "");
    }

    private static string Compact(string value) =>
        string.Concat(value.Where(character => character is not (' ' or '_' or '-' or '\0'))).ToUpperInvariant();

    private static string? NumberIn(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : null;

    // Names of the internet and of other standards. A name whose bytes mean more or other than the defined term, such
    // as SHIFT_JIS or WINDOWS-1252, is not among them; EUC-CN is what GB 18030 has in two bytes.
    private static string? OtherName(string compact) => compact switch
    {
        "" or "ASCII" or "USASCII" or "ISO646" => DefinedTerm.IR6.Registration,
        "UTF8" or "UNICODEUTF8" => "192",
        "GB18030" or "GB2312" or "EUCCN" => "GB18030",
        "GBK" => "GBK",
        "LATIN1" or "ISO88591" => "100",
        "LATIN2" or "ISO88592" => "101",
        "LATIN3" or "ISO88593" => "109",
        "LATIN4" or "ISO88594" => "110",
        "ISO88595" => "144",
        "ISO88596" => "127",
        "ISO88597" => "126",
        "ISO88598" => "138",
        "LATIN5" or "ISO88599" => "148",
        "ISO885911" or "TIS620" => "166",
        "LATIN9" or "ISO885915" => "203",
        _ => null,
    };
}
