using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>DICOM files: PS3.10 chapter 7, and what DCMTK takes beyond it.</summary>
public sealed class DicomFileTests
{
    private const string ExplicitElement = "0800 5000 5348 0200 4131";

    private static readonly byte[] Preamble = [.. new byte[128], .. "DICM"u8];

    public static IEnumerable<TheoryDataRow<DicomTransferSyntax>> SyntaxesToldByTheFirstElement =>
        Encoded.Syntaxes.Where(row => !row.Data.IsDeflate);

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_WithPreambleAndMeta_GivesAll(DicomTransferSyntax syntax)
    {
        DicomFile file = DicomFile.Read(Encoded.Bytes(new DicomFile(Encoded.Entry(), syntax)));

        Assert.Same(syntax, file.TransferSyntax);
        Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(file.Dataset));
        Assert.True(file.FileMetaInfo.TryGetString(DicomTag.TransferSyntaxUID, out string? uid));
        Assert.Equal(syntax.UID.UID, uid);
    }

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Read_WithoutPreamble_GivesTheSame(DicomTransferSyntax syntax)
    {
        byte[] bytes = Encoded.Bytes(new DicomFile(Encoded.Entry(), syntax))[Preamble.Length..];

        DicomFile file = DicomFile.Read(bytes);

        Assert.Same(syntax, file.TransferSyntax);
        Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(file.Dataset));
    }

    [Theory]
    [MemberData(nameof(SyntaxesToldByTheFirstElement))]
    public void Read_WithoutMeta_TellsTheSyntaxByTheFirstElement(DicomTransferSyntax syntax)
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), syntax);
        foreach (byte[] file in (byte[][])[bytes, [.. Preamble, .. bytes]])
        {
            DicomFile read = DicomFile.Read(file);

            Assert.Same(syntax, read.TransferSyntax);
            Assert.Empty(read.FileMetaInfo);
            Assert.Equal(DatasetText.Of(Encoded.Entry()), DatasetText.Of(read.Dataset));
        }
    }

    [Theory]
    [MemberData(nameof(SyntaxesToldByTheFirstElement))]
    public void Read_WithoutMetaSequenceOfUndefinedLengthFirst_TellsTheSyntax(DicomTransferSyntax syntax)
    {
        var dataset = new DicomDataset(
            new DicomSequence(DicomTag.LanguageCodeSequence),
            DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "A1"));

        DicomFile file = DicomFile.Read(Encoded.Bytes(dataset, syntax, DicomLengthEncoding.Undefined));

        Assert.Same(syntax, file.TransferSyntax);
        Assert.Equal(DatasetText.Of(dataset), DatasetText.Of(file.Dataset));
    }

    [Fact]
    public void Read_WithoutMetaGroup0010First_TellsTheSyntax()
    {
        byte[] bytes = Hex.Bytes("1000 1000 08000000 56697661 6C646920");

        Assert.Same(DicomTransferSyntax.ImplicitVRLittleEndian, DicomFile.Read(bytes).TransferSyntax);
    }

    [Theory]
    [InlineData("0200 0000 554C 0400 00000000")]
    [InlineData("0200 0000 554C 0400 04000000")]
    [InlineData("0200 0000 554C 0400 FFFFFFFF")]
    [InlineData("0200 0000 554C 0000")]
    [InlineData("")]
    public void Read_WrongOrMissingMetaGroupLength_Reads(string groupLength)
    {
        byte[] meta = [.. Hex.Bytes(groupLength), .. Meta("1.2.840.10008.1.2.1")];
        byte[] bytes = [.. Preamble, .. meta, .. Hex.Bytes(ExplicitElement)];

        DicomFile file = DicomFile.Read(bytes);

        Assert.Same(DicomTransferSyntax.ExplicitVRLittleEndian, file.TransferSyntax);
        Assert.Equal("(0008,0050) SH 4131\n", DatasetText.Of(file.Dataset));
    }

    [Fact]
    public void Read_ImplicitVRMeta_Reads()
    {
        byte[] meta = [.. Hex.Bytes("0200 1000 12000000"), .. "1.2.840.10008.1.2\0"u8];
        byte[] bytes = [.. Preamble, .. meta, .. Hex.Bytes("0800 5000 02000000 4131")];

        DicomFile file = DicomFile.Read(bytes);

        Assert.Same(DicomTransferSyntax.ImplicitVRLittleEndian, file.TransferSyntax);
        Assert.Equal("(0008,0050) SH 4131\n", DatasetText.Of(file.Dataset));
    }

    [Fact]
    public void Read_MetaWithoutTransferSyntax_TellsItByTheFirstElement()
    {
        byte[] bytes = [.. Preamble, .. Hex.Bytes("0200 1600 4145 0200 4141"), .. Hex.Bytes(ExplicitElement)];

        Assert.Same(DicomTransferSyntax.ExplicitVRLittleEndian, DicomFile.Read(bytes).TransferSyntax);
    }

    [Fact]
    public void Read_MetaAlone_GivesAnEmptyDataSet() =>
        Assert.Empty(DicomFile.Read((byte[])[.. Preamble, .. Meta("1.2.840.10008.1.2.1")]).Dataset);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("4449434D")]
    [InlineData("0200")]
    [InlineData("0200 1000 5549")]
    [InlineData("68656C6C6F2C20776F726C64210A")] // text
    [InlineData("00000000 00000000 00000000 00000000")]
    public void Read_TinyFile_Throws(string hex) =>
        Assert.Throws<DicomDataException>(() => DicomFile.Read(Hex.Bytes(hex)));

    [Fact]
    public void Read_PreambleAlone_Throws()
    {
        DicomDataException e = Assert.Throws<DicomDataException>(() => DicomFile.Read(Preamble));

        Assert.Equal("no DICOM file: neither file meta information nor a data element at its start", e.Message);
    }

    [Fact]
    public void Read_DataSetAtAndBeyondTheLimit_ReadsAndThrows()
    {
        byte[] bytes = [.. Preamble, .. Meta("1.2.840.10008.1.2.1"), .. Hex.Bytes(ExplicitElement)];

        Assert.Single(DicomFile.Read(bytes, new DicomReadLimits { MaxLength = 10 }).Dataset);
        Assert.Throws<DicomDataException>(() => DicomFile.Read(bytes, new DicomReadLimits { MaxLength = 9 }));
    }

    private static byte[] Meta(string transferSyntax) =>
        Encoded.Bytes(
            new DicomDataset(DicomElement.FromAscii(DicomTag.TransferSyntaxUID, DicomVR.UI, transferSyntax)),
            DicomTransferSyntax.ExplicitVRLittleEndian);
}
