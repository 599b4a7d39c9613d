namespace WorklistScp.Dicom.IO;

/// <summary>A data set that can be written where it is wanted, whether there is an object of it or not.</summary>
public interface IDicomDatasetSource
{
    /// <summary>Writes the data set.</summary>
    /// <param name="syntax">The transfer syntax, one that is not deflated.</param>
    /// <param name="output">Receives the bytes; what it holds already is not to be touched.</param>
    void Write(DicomTransferSyntax syntax, ByteBuffer output);
}
