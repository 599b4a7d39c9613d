using System.Diagnostics.CodeAnalysis;

namespace WorklistScp.Dicom.CharacterSets;

/// <summary>
/// The code elements of one or more defined terms (PS3.5 6.1.2.4, 6.1.2.5). Without code extensions
/// there is one element for each half of the code table, and nothing to switch.
/// </summary>
internal sealed class Iso2022Coder : TextCoder
{
    /// <summary>Makes a coder of at least one term, in the order of the values of (0008,0005).</summary>
    public Iso2022Coder(params IReadOnlyList<DefinedTerm> terms)
    {
        if (terms[0].IsMultiByte)
        {
            terms = [DefinedTerm.IR6, .. terms];
        }

        InitialG0 = terms[0].G0 ?? CodeElement.IR6;
        InitialG1 = terms[0].G1;
        AssumedG1 = terms.Select(term => term.G1).FirstOrDefault(element => element is not null) ?? CodeElement.IR100;
        Elements = [.. terms.SelectMany(term => new[] { term.G0, term.G1 }).OfType<CodeElement>().Distinct()];
    }

    /// <summary>What is in force at the start and after a delimiter: the elements of the first term.</summary>
    public CodeElement InitialG0 { get; }

    /// <inheritdoc cref="InitialG0"/>
    public CodeElement? InitialG1 { get; }

    /// <summary>
    /// How bytes with the high bit are read before any escape sequence: by the first term that has such characters,
    /// for devices that leave the escape sequence out, else as ISO 8859-1, which keeps different bytes different.
    /// </summary>
    public CodeElement AssumedG1 { get; }

    /// <summary>All elements, in the order in which they are tried for a character.</summary>
    public IReadOnlyList<CodeElement> Elements { get; }

    /// <summary>Whether there is nothing but the default repertoire (PS3.5 6.1.1).</summary>
    public bool IsDefaultRepertoire => Elements is [var only] && only == CodeElement.IR6;

    /// <inheritdoc/>
    public override string Decode(ReadOnlySpan<byte> bytes, DicomVR vr) =>
        new Iso2022Decoder(this, vr, bytes).Decode();

    /// <inheritdoc/>
    public override bool TryEncode(
        string text, DicomVR vr, out byte[] bytes, [NotNullWhen(false)] out string? unencodable)
    {
        var encoder = new Iso2022Encoder(this, vr);
        for (int i = 0; i < text.Length; i++)
        {
            if (!encoder.TryWrite(text[i]))
            {
                bytes = [];
                unencodable = NameOf(text.AsSpan(i));
                return false;
            }
        }

        bytes = encoder.Finish();
        unencodable = null;
        return true;
    }
}
