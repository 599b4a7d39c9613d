using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;

namespace WorklistScp.Fuzz.Targets;

/// <summary>The DICOM JSON model.</summary>
internal sealed class JsonTarget : FuzzTarget
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. SeedDatasets.All.Select(Encode)];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        IReadOnlyList<DicomDataset> datasets;
        try
        {
            datasets = DicomJsonReader.Read(input);
        }
        catch (DicomDataException e)
        {
            return !e.Message.Any(char.IsControl) ? false : throw new FindingException("a message of many lines", e);
        }

        foreach (DicomDataset dataset in datasets)
        {
            RoundTrip.Check(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, DicomLengthEncoding.Defined);
            CheckRoundTrip(dataset);
        }

        return true;
    }

    private static void CheckRoundTrip(DicomDataset dataset)
    {
        byte[] first = Encode(dataset);
        byte[] second = Encode(DicomJsonReader.Read(first)[0]);
        if (!second.AsSpan().SequenceEqual(first))
        {
            throw new FindingException("a data set is not the same when it is read again");
        }
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ByteBuffer();
        DicomJsonWriter.Write(dataset, output);
        return output.Written.ToArray();
    }
}
