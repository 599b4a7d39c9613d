using CsCheck;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

/// <summary>What holds for all texts and all bytes.</summary>
public sealed class CharacterSetPropertyTests
{
    private static readonly int Iterations = RandomCases.Of(2_000);

    private static readonly string[] CharacterSets =
    [
        "", "ISO_IR 192", "GB18030", "GBK",
        .. DefinedTerm.All.Select(term => "ISO_IR " + term.Registration),
        @"\ISO 2022 IR 87\ISO 2022 IR 159\ISO 2022 IR 13",
        @"ISO 2022 IR 13\ISO 2022 IR 87\ISO 2022 IR 159",
        @"\ISO 2022 IR 149\ISO 2022 IR 58\ISO 2022 IR 87",
        @"ISO 2022 IR 100\ISO 2022 IR 101\ISO 2022 IR 144\ISO 2022 IR 126\ISO 2022 IR 149",
        @"ISO 2022 IR 166\ISO 2022 IR 127\ISO 2022 IR 138\ISO 2022 IR 58",
    ];

    private static readonly DicomVR[] VRs = [DicomVR.PN, DicomVR.LO, DicomVR.LT, DicomVR.UC, DicomVR.UT];

    private static readonly Gen<SpecificCharacterSet> GenCharacterSet =
        Gen.OneOf(CharacterSets).Select(SpecificCharacterSet.Parse);

    // Letters of all sets, delimiters, and whatever else there is in Unicode.
    private static readonly Gen<string> GenText = Gen.Frequency(
            (8, Gen.Char['\u0020', '\u017F']),
            (4, Gen.Char['\u0370', '\u0E5F']),
            (4, Gen.Char['\u2000', '\u30FF']),
            (8, Gen.Char['\u4E00', '\u9FFF']),
            (4, Gen.Char['\uAC00', '\uD7A3']),
            (4, Gen.Char['\uFF61', '\uFF9F']),
            (4, Gen.OneOf('\\', '^', '=', '\r', '\n', '\t', '\f', ' ', '~')),
            (1, Gen.Char))
        .Array[0, 30].Select(characters => new string(characters));

    // Bytes of multi-byte characters, and the pieces that decoders trip over.
    private static readonly Gen<byte[]> GenBytes = Gen.OneOf(
            Gen.Byte.Array[1, 3],
            Gen.OneOf<byte[]>(@"\^=$()-BJI"u8.ToArray(), [0x1B], [0x1B, 0x24], [0x0A]),
            Gen.OneOf<byte[]>("\e(B"u8.ToArray(), "\e$B"u8.ToArray(), "\e$(D"u8.ToArray()),
            Gen.OneOf<byte[]>("\e$)C"u8.ToArray(), "\e$)A"u8.ToArray(), "\e-F"u8.ToArray()))
        .Array[0, 12].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    [Fact]
    public void Decode_WhatTryEncodeMadeOfTheEncodableCharacters_GivesThemBack() =>
        Gen.Select(GenCharacterSet, Gen.OneOf(VRs), GenText).Sample((characterSet, vr, text) =>
        {
            string encodable = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())
                .Where(character => characterSet.TryEncode(character, vr, out _, out _)));

            Assert.True(characterSet.TryEncode(encodable, vr, out byte[] bytes, out string? unencodable));
            Assert.Null(unencodable);
            Assert.Equal(encodable, characterSet.Decode(bytes, vr));
        }, iter: Iterations);

    [Fact]
    public void TryEncode_AnyText_GivesItBackOrNamesACharacterOfIt() =>
        Gen.Select(GenCharacterSet, Gen.OneOf(VRs), GenText).Sample((characterSet, vr, text) =>
        {
            if (characterSet.TryEncode(text, vr, out byte[] bytes, out string? unencodable))
            {
                Assert.Equal(text, characterSet.Decode(bytes, vr));
            }
            else
            {
                Assert.Empty(bytes);
                Assert.StartsWith("U+", unencodable, StringComparison.Ordinal);
            }
        }, iter: Iterations);

    [Fact]
    public void Decode_AnyBytes_NeverThrowsNorGrows() =>
        Gen.Select(GenCharacterSet, Gen.OneOf(VRs), GenBytes).Sample((characterSet, vr, bytes) =>
            Assert.InRange(characterSet.Decode(bytes, vr).Length, 0, bytes.Length), iter: Iterations);

    [Theory]
    [MemberData(nameof(StandardExampleTests.PersonNames), MemberType = typeof(StandardExampleTests))]
    public void Decode_EveryPrefix_BeginsAsTheWhole(string characterSet, string text, string hex)
    {
        SpecificCharacterSet parsed = SpecificCharacterSet.Parse(characterSet);
        byte[] bytes = Hex.Bytes(hex);
        for (int length = 0; length <= bytes.Length; length++)
        {
            // A character or an escape sequence that is cut off leaves a replacement, and of the latter the rest.
            string start = parsed.Decode(bytes.AsSpan(0, length), DicomVR.PN).Split('\uFFFD')[0];
            Assert.StartsWith(start, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TryParse_AnyValue_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ISO_IR 2022\\160789GBK"], 0, 40]).Sample(value =>
        {
            if (SpecificCharacterSet.TryParse(value, out SpecificCharacterSet? characterSet))
            {
                Assert.Equal("Bach", characterSet.Decode("Bach"u8, DicomVR.LO));
            }
            else
            {
                Assert.Throws<DicomDataException>(() => SpecificCharacterSet.Parse(value));
            }
        });
}
