using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Fuzz.Targets;

/// <summary>Dump text.</summary>
internal sealed class DumpTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "dump";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. SeedDatasets.All.Select(Encode),
        Encoding.ASCII.GetBytes("""
            # a comment
            (0002,0010) UI =LittleEndianExplicit
            (0008,0005) CS [ISO_IR 100]
            (0010,0010) PN [Vivaldi^Antonio]   # 16, 1 PatientName
            (10,20) ?? plain value
            (0010,21c0) US 4
            (0040,0100) SQ
            (fffe,e000) na
            (0008,0060) CS MR
            (0020,9165) AT (0020,9165)\(0020,9056)
            (0018,1310) US 1\2\3\4
            (7fe0,0010) OW 0001\0002\ffff
            (7fe0,0009) OD 1.5\-2e300
            (7fe0,0010) OW =file
            (fffe,e00d)
            (fffe,e0dd)
            """),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        DicomDataset dataset;
        try
        {
            dataset = DicomDumpReader.Read(input, _ => new byte[] { 1, 2, 3 }).Dataset;
        }
        catch (DicomDataException)
        {
            return false;
        }

        RoundTrip.Check(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomLengthEncoding.Defined);
        // Control characters are written as numbers, and those are read as text: from then on, all stays as it is.
        byte[] first = Encode(ReadAgain(Encode(dataset)));
        byte[] second = Encode(ReadAgain(first));
        int difference = first.AsSpan().CommonPrefixLength(second);
        return difference == first.Length
            ? true
            : throw new FindingException(
                "a dump text is not the same when it is read again: "
                + Encoding.Latin1.GetString(second.AsSpan(..Math.Min(difference + 1, second.Length))));
    }

    private static DicomDataset ReadAgain(byte[] text)
    {
        try
        {
            return DicomDumpReader.Read(text).Dataset;
        }
        catch (DicomDataException e)
        {
            throw new FindingException("a dump text was written that cannot be read", e);
        }
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ByteBuffer();
        DicomDumpWriter.Write(
            dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output, DicomDumpOptions.ForReading);
        return output.Written.ToArray();
    }
}
