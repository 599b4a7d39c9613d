using WorklistScp.Dicom.Datasets;

namespace WorklistScp.Dicom.IO;

/// <summary>A data set that can be written where it is wanted, whether there is an object of it or not.</summary>
public interface IDicomDatasetSource
{
    /// <summary>Writes the data set.</summary>
    /// <param name="syntax">The transfer syntax, one that is not deflated.</param>
    /// <param name="output">Receives the bytes; what it holds already is not to be touched.</param>
    void Write(DicomTransferSyntax syntax, ByteBuffer output);
}

/// <summary>A data set that there is an object of.</summary>
/// <param name="Dataset">The object.</param>
public sealed record DicomDatasetSource(DicomDataset Dataset) : IDicomDatasetSource
{
    /// <summary>That of a data set; null: none.</summary>
    public static DicomDatasetSource? Of(DicomDataset? dataset) => dataset is null ? null : new(dataset);

    /// <inheritdoc/>
    public void Write(DicomTransferSyntax syntax, ByteBuffer output) =>
        DicomDatasetWriter.Write(Dataset, syntax, output);
}
