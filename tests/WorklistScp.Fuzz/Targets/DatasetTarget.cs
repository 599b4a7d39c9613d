using WorklistScp.Dicom.IO;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A data set in one transfer syntax.</summary>
internal sealed class DatasetTarget(string name, DicomTransferSyntax syntax) : FuzzTarget
{
    // Each costs some hundred times what an element does of the input: the limits of identifiers, not of files.
    private static readonly DicomReadLimits Limits = new() { MaxLength = 1024 * 1024 };

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from dataset in SeedDatasets.All
           from lengths in Enum.GetValues<DicomLengthEncoding>()
           from level in syntax.IsDeflate ? [0, 6] : new[] { 6 }
           select SeedDatasets.Encode(dataset, syntax, lengths, level),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        DicomDataset dataset;
        try
        {
            dataset = DicomDatasetReader.Read(input, syntax, Limits);
        }
        catch (DicomDataException)
        {
            return false;
        }

        RoundTrip.Check(dataset, syntax, DicomLengthEncoding.Defined);
        RoundTrip.Check(dataset, syntax, DicomLengthEncoding.Undefined);
        RoundTrip.Show(dataset, syntax);
        return true;
    }
}
