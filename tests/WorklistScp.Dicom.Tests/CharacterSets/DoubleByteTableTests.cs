using System.Security.Cryptography;
using System.Text;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Dicom.Tests.CharacterSets;

/// <summary>
/// The double-byte sets against Python's codecs euc_jp (JIS X 0208, and JIS X 0212 behind 0x8F), euc_kr and gb2312.
/// Two cells are others here: the Hangul filler is assigned, the middle dot and the dash of GB 2312 are those of GBK.
/// </summary>
public sealed class DoubleByteTableTests
{
    [Theory]
    [InlineData("87", 6879, "f89fb2c75da1d1ce10edb85749ca21e50ad8cd193e17410906c5a34920362bb3")]
    [InlineData("159", 6067, "8ba483d8266b9922bbef66ad5619d009156dde2de3c013e3e2b6400bc6c410cf")]
    [InlineData("149", 8226, "374191cf9aab3e7b285646c463ade32963cf2218d975f264c93b7172de8469ec")]
    [InlineData("58", 7445, "f12a64b29d3fbb8ce9a9191de3e45808299d6a8ab16b981b78453d061d29d9cc")]
    public void GraphicSet_AllCellsInOrder_EqualPythons(string registration, int assigned, string sha256OfUtf16)
    {
        string table = string.Concat(WritableCells(SetOf(registration)));

        Assert.Equal(94 * 94, table.Length);
        Assert.Equal(assigned, table.Count(character => character != GraphicSet.Replacement));
        Assert.Equal(sha256OfUtf16, Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(table))));
    }

    [Theory]
    [InlineData("87", "1b 24 42 2d 21", "①")] // NEC, row 13
    [InlineData("159", "1b 24 28 44 73 21", "ⅰ")] // IBM, row 83
    public void SpecificCharacterSet_CharacterOfAVendor_IsReadButNotWritten(
        string registration, string hex, string text)
    {
        SpecificCharacterSet characterSet = SpecificCharacterSet.Parse(@"\ISO 2022 IR " + registration);

        Assert.Equal(text, characterSet.Decode(Hex.Bytes(hex), DicomVR.LO));
        Assert.False(characterSet.TryEncode(text, DicomVR.LO, out _, out _));
    }

    private static GraphicSet SetOf(string registration)
    {
        DefinedTerm term = DefinedTerm.All.Single(term => term.Registration == registration);
        return (term.G0 ?? term.G1)!.Set;
    }

    private static IEnumerable<char> WritableCells(GraphicSet set)
    {
        for (byte row = 0x21; row < 0x7F; row++)
        {
            for (byte cell = 0x21; cell < 0x7F; cell++)
            {
                Assert.Equal(2, set.Read([row, cell], out char character));
                bool isWritable = set.TryGetCode(character, out ushort code) && code == ((row << 8) | cell);
                yield return isWritable ? character : GraphicSet.Replacement;
            }
        }
    }
}
