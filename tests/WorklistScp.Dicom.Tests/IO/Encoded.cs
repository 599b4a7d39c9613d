using System.Buffers;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Data sets and files as bytes, and the data set that many tests use.</summary>
internal static class Encoded
{
    /// <summary>The four transfer syntaxes with both length encodings.</summary>
    public static IEnumerable<TheoryDataRow<DicomTransferSyntax, DicomLengthEncoding>> Encodings =>
        from syntax in DicomTransferSyntax.All
        from lengths in Enum.GetValues<DicomLengthEncoding>()
        select new TheoryDataRow<DicomTransferSyntax, DicomLengthEncoding>(syntax, lengths)
        {
            Label = $"{syntax}, {lengths} lengths",
        };

    /// <summary>The four transfer syntaxes.</summary>
    public static IEnumerable<TheoryDataRow<DicomTransferSyntax>> Syntaxes =>
        from syntax in DicomTransferSyntax.All
        select new TheoryDataRow<DicomTransferSyntax>(syntax) { Label = syntax.Name };

    /// <summary>A worklist entry with a nested sequence, an empty one, and text, numbers and unknown bytes.</summary>
    public static DicomDataset Entry() => new(
        DicomElement.FromAscii(DicomTag.SpecificCharacterSet, DicomVR.CS, "ISO_IR 100"),
        DicomElement.FromAscii(DicomTag.AccessionNumber, DicomVR.SH, "A1"),
        new DicomSequence(DicomTag.ReferencedStudySequence),
        DicomElement.FromAscii(DicomTag.PatientName, DicomVR.PN, "Vivaldi^Antonio"),
        DicomElement.FromUInt16(DicomTag.PregnancyStatus, 4),
        new DicomSequence(DicomTag.ScheduledProcedureStepSequence, new DicomDataset(
            DicomElement.FromAscii(DicomTag.Modality, DicomVR.CS, "MR"),
            new DicomSequence(
                DicomTag.ScheduledProtocolCodeSequence,
                new DicomDataset(DicomElement.FromAscii(DicomTag.CodeValue, DicomVR.SH, "X1")),
                new DicomDataset()))),
        new DicomElement(new DicomTag(0x3009, 0x1001), DicomVR.UN, new byte[] { 1, 2, 3, 4 }));

    public static byte[] Bytes(
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        DicomLengthEncoding lengths = DicomLengthEncoding.Defined)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, syntax, output, lengths);
        return output.WrittenSpan.ToArray();
    }

    public static string Hex(
        DicomDataset dataset,
        DicomTransferSyntax syntax,
        DicomLengthEncoding lengths = DicomLengthEncoding.Defined) =>
        Convert.ToHexString(Bytes(dataset, syntax, lengths));

    public static byte[] Bytes(DicomFile file)
    {
        var output = new ArrayBufferWriter<byte>();
        file.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
