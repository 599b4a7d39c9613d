using WorklistScp.Dicom.IO;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A DICOM file (PS3.10).</summary>
internal sealed class FileTarget : FuzzTarget
{
    private const ushort MetaGroup = 0x0002;

    /// <inheritdoc/>
    public override string Name => "file";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from dataset in SeedDatasets.All
           from syntax in DicomTransferSyntax.All
           let file = Encode(new DicomFile(dataset, syntax))
           from start in new[] { 0, 132 } // with preamble and prefix, and without
           select file[start..],
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        DicomFile file;
        try
        {
            file = DicomFile.Read(input, new DicomReadLimits { MaxLength = 1024 * 1024 });
        }
        catch (DicomDataException)
        {
            return false;
        }

        // What the data set has of the group of the file meta information is part of that when it was written.
        byte[] first = Encode(file);
        if (!file.Dataset.Any(item => item.Tag.Group == MetaGroup)
            && !Encode(DicomFile.Read(first)).AsSpan().SequenceEqual(first))
        {
            throw new FindingException("a file is not the same when it is read again");
        }

        return true;
    }

    private static byte[] Encode(DicomFile file)
    {
        var output = new ByteBuffer();
        file.Write(output);
        return output.Written.ToArray();
    }
}
