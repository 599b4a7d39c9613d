using System.Buffers;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Tests.CharacterSets;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>What a written file has at least: PS3.10 table 7.1-1.</summary>
public sealed class DicomFileWriteTests
{
    private static readonly DicomUID SOPClass = new("1.2.840.10008.5.1.4.31");

    private static readonly DicomTag[] Required =
    [
        DicomTag.FileMetaInformationGroupLength, DicomTag.FileMetaInformationVersion,
        DicomTag.MediaStorageSOPClassUID, DicomTag.MediaStorageSOPInstanceUID, DicomTag.TransferSyntaxUID,
        DicomTag.ImplementationClassUID,
    ];

    [Fact]
    public void Write_File_BeginsWithAnEmptyPreambleAndThePrefix()
    {
        byte[] bytes = Encoded.Bytes(new DicomFile(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian));

        Assert.True(bytes.AsSpan(0, 128).IndexOfAnyExcept((byte)0) < 0);
        Assert.Equal("DICM"u8, bytes.AsSpan(128, 4));
        Assert.Equal("02000000" + "554C" + "0400", Convert.ToHexString(bytes.AsSpan(132, 8)));
    }

    [Fact]
    public void Write_File_HasTheRequiredMetaInformation()
    {
        DicomFile file = Rewritten(
            new DicomFile(Encoded.Entry(), DicomTransferSyntax.ImplicitVRLittleEndian, SOPClass));

        Assert.Equal(Required, file.FileMetaInfo.Select(item => item.Tag));
        Assert.True(file.FileMetaInfo.TryGetString(DicomTag.MediaStorageSOPClassUID, out string? sopClass));
        Assert.Equal(SOPClass.UID, sopClass);
        Assert.True(file.FileMetaInfo.TryGetString(DicomTag.MediaStorageSOPInstanceUID, out string? instance));
        Assert.True(DicomUID.IsValid(instance));
    }

    [Fact]
    public void Write_GroupLength_CountsTheMetaInformationBehindIt()
    {
        var file = new DicomFile(new DicomDataset(), DicomTransferSyntax.ExplicitVRLittleEndian);
        byte[] bytes = Encoded.Bytes(file);

        Assert.True(DicomFile.Read(bytes).FileMetaInfo.TryGetUInt32(
            DicomTag.FileMetaInformationGroupLength, out uint length));
        Assert.Equal((uint)(bytes.Length - 128 - 4 - 12), length);
    }

    [Fact]
    public void Constructor_DataSetWithSOPUIDs_TakesThemOver()
    {
        var dataset = new DicomDataset(
            DicomElement.FromAscii(DicomTag.SOPClassUID, DicomVR.UI, "1.2.3"),
            DicomElement.FromAscii(DicomTag.SOPInstanceUID, DicomVR.UI, "1.2.3.4"));

        DicomDataset meta = new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).FileMetaInfo;

        Assert.True(meta.TryGetString(DicomTag.MediaStorageSOPClassUID, out string? sopClass));
        Assert.True(meta.TryGetString(DicomTag.MediaStorageSOPInstanceUID, out string? instance));
        Assert.Equal(("1.2.3", "1.2.3.4"), (sopClass, instance));
    }

    [Fact]
    public void Write_FileReadWithoutMeta_AddsTheRequired()
    {
        byte[] bytes = Encoded.Bytes(Encoded.Entry(), DicomTransferSyntax.ExplicitVRBigEndian);

        DicomFile file = Rewritten(DicomFile.Read(bytes));

        Assert.Equal(Required, file.FileMetaInfo.Select(item => item.Tag));
        Assert.Same(DicomTransferSyntax.ExplicitVRBigEndian, file.TransferSyntax);
    }

    [Fact]
    public void Write_FileReadWithPartOfTheMeta_KeepsItAndAddsTheRest()
    {
        byte[] bytes = Hex.Bytes(
            "0200 1000 5549 1400 312E322E3834302E31303030382E312E322E3100" + // 1.2.840.10008.1.2.1
            "0200 1600 4145 0200 4131" +
            "0800 5000 5348 0200 4131");

        DicomFile file = Rewritten(DicomFile.Read(bytes));

        Assert.Equal([.. Required, DicomTag.SourceApplicationEntityTitle], file.FileMetaInfo.Select(item => item.Tag));
        Assert.Equal("(0008,0050) SH 4131\n", DatasetText.Of(file.Dataset));
    }

    // What nobody knows is not made up.
    [Fact]
    public void Write_FileOfNoKnownSOPClass_NamesNone()
    {
        DicomFile file = DicomFile.Read(
            Encoded.Bytes(new DicomFile(Encoded.Entry(), DicomTransferSyntax.ExplicitVRLittleEndian)));

        Assert.False(file.FileMetaInfo.Contains(DicomTag.MediaStorageSOPClassUID));
    }

    private static DicomFile Rewritten(DicomFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output, SOPClass);
        return DicomFile.Read(output.WrittenMemory);
    }
}
