namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// A defined term of Specific Character Set that stands for code elements (PS3.3 tables C.12-2 to C.12-4),
/// with or without code extensions: ISO_IR 100 and ISO 2022 IR 100 are one.
/// </summary>
/// <param name="Registration">The number in the ISO registry.</param>
/// <param name="G0">The element for the left half of the code table, if the term has one.</param>
/// <param name="G1">The element for the right half, if the term has one.</param>
internal sealed record DefinedTerm(string Registration, CodeElement? G0, CodeElement? G1)
{
    /// <summary>The default repertoire, for which an empty value stands as well.</summary>
    public static DefinedTerm IR6 { get; } = new("6", CodeElement.IR6, null);

    /// <summary>All terms, in the order of the tables.</summary>
    public static IReadOnlyList<DefinedTerm> All { get; } =
    [
        IR6,
        new("100", CodeElement.IR6, CodeElement.IR100),
        new("101", CodeElement.IR6, CodeElement.IR101),
        new("109", CodeElement.IR6, CodeElement.IR109),
        new("110", CodeElement.IR6, CodeElement.IR110),
        new("144", CodeElement.IR6, CodeElement.IR144),
        new("127", CodeElement.IR6, CodeElement.IR127),
        new("126", CodeElement.IR6, CodeElement.IR126),
        new("138", CodeElement.IR6, CodeElement.IR138),
        new("148", CodeElement.IR6, CodeElement.IR148),
        new("203", CodeElement.IR6, CodeElement.IR203),
        new("13", CodeElement.IR14, CodeElement.IR13),
        new("166", CodeElement.IR6, CodeElement.IR166),
        new("87", CodeElement.IR87, null),
        new("159", CodeElement.IR159, null),
        new("149", null, CodeElement.IR149),
        new("58", null, CodeElement.IR58),
    ];

    /// <summary>
    /// Whether the term may only follow another one: it has no single-byte set to begin with. Such terms have names
    /// with code extensions only.
    /// </summary>
    public bool IsMultiByte => G0 != CodeElement.IR6 && G0 != CodeElement.IR14;

    /// <summary>Finds the term that a spelling of its name stands for.</summary>
    /// <param name="spelling">The spelling.</param>
    /// <param name="name">The name of the term in the tables: one of its two, as the spelling has it.</param>
    public static DefinedTerm? Find(TermSpelling spelling, out string name)
    {
        DefinedTerm? term = All.FirstOrDefault(term => term.Registration == spelling.Registration);
        name = spelling.HasCodeExtensions || term is { IsMultiByte: true }
            ? $"ISO 2022 IR {term?.Registration}"
            : $"ISO_IR {term?.Registration}";
        return term;
    }
}
