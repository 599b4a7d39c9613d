using CsCheck;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Files that get a member more, and keep their other bytes.</summary>
public sealed class DicomFilePatchTests
{
    private static readonly int Iterations = RandomCases.Of(500);

    private static readonly DicomTransferSyntax Explicit = DicomTransferSyntax.ExplicitVRLittleEndian;

    private static readonly DicomItem Uid =
        DicomElement.FromAscii(DicomTag.StudyInstanceUID, DicomVR.UI, "2.25.123");

    private static readonly DicomItem Patients = new DicomSequence(DicomTag.ReferencedPatientSequence);

    public static IEnumerable<TheoryDataRow<DicomTransferSyntax, DicomLengthEncoding>> EncodingsToldByTheFirstElement =>
        Encoded.Encodings.Where(row => !row.Data.Item1.IsDeflate);

    [Fact]
    public void Put_IntoAnyFile_IsWhatWritingItWithTheMemberGives() =>
        Gen.Select(GenDataset.Any, Gen.OneOf([.. DicomTransferSyntax.All])).Sample(
            (dataset, syntax) =>
            {
                var file = new DicomFile(dataset, syntax);
                byte[] patched = DicomFilePatch.Put(Encoded.Bytes(file), Patients, Uid);
                file.Dataset.AddOrUpdate(Uid);
                file.Dataset.AddOrUpdate(Patients);

                Assert.Equal(Encoded.Bytes(file), patched);
            },
            iter: Iterations);

    [Theory]
    [MemberData(nameof(EncodingsToldByTheFirstElement))]
    public void Put_IntoAFileWithoutHead_KeepsItsLengths(DicomTransferSyntax syntax, DicomLengthEncoding lengths)
    {
        DicomDataset whole = Encoded.Entry();
        byte[] without = Encoded.Bytes(whole, syntax, lengths);
        whole.AddOrUpdate(Uid);

        Assert.Equal(Encoded.Bytes(whole, syntax, lengths), DicomFilePatch.Put(without, Uid));
    }

    [Theory]
    [MemberData(nameof(Encoded.Syntaxes), MemberType = typeof(Encoded))]
    public void Put_IntoAGroupWithItsLength_AddsToIt(DicomTransferSyntax syntax)
    {
        var file = new DicomFile(
            new DicomDataset(
                [
                    .. Encoded.Entry(), DicomElement.FromUInt32(new DicomTag(0x0008, 0), 0),
                    DicomElement.FromUInt32(new DicomTag(0x0010, 0), 0),
                ]),
            syntax);
        byte[] patched = DicomFilePatch.Put(Encoded.Bytes(file), Patients);
        file.Dataset.AddOrUpdate(Patients);

        Assert.Equal(Encoded.Bytes(file), patched); // the writer counts anew
    }

    [Fact]
    public void Put_OfATagThatIsThereTwice_ReplacesTheFirst_WhichCounts()
    {
        byte[] file = Convert.FromHexString(
            "20000D0055490000" + "08005000534802004131" + "20000D00554902003100");

        byte[] patched = DicomFilePatch.Put(file, Uid);

        Assert.Equal(
            "20000D0055490800322E32352E313233" + "08005000534802004131" + "20000D00554902003100",
            Convert.ToHexString(patched));
    }

    [Fact]
    public void Put_BehindTheLast_OrIntoAnEmptyDataset_IsTheLast()
    {
        byte[] patched = DicomFilePatch.Put(Encoded.Bytes(new DicomFile(new DicomDataset(), Explicit)), Uid);

        Assert.Equal([DicomTag.StudyInstanceUID], DicomFile.Read(patched).Dataset.Select(item => item.Tag));
    }

    [Fact]
    public void Put_IntoWhatIsNoFile_Throws() =>
        Assert.Throws<DicomDataException>(() => DicomFilePatch.Put("no file"u8.ToArray(), Uid));
}
