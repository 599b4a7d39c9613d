using WorklistScp.Dicom.IO;

namespace WorklistScp.Network.Dimse;

/// <summary>A message: command set and data set (PS3.7 6.3).</summary>
/// <param name="PresentationContextID">The presentation context it came in.</param>
/// <param name="Command">The command set.</param>
/// <param name="DataSet">The data set as encoded, owned by the message; empty when there is none.</param>
internal sealed record DimseMessage(byte PresentationContextID, DimseCommand Command, ReadOnlyMemory<byte> DataSet)
{
    /// <summary>Reads the data set.</summary>
    /// <param name="syntax">The transfer syntax of its presentation context.</param>
    /// <param name="limits">What it may at most hold.</param>
    /// <param name="oddities">What breaks the standard in it, and was read all the same.</param>
    /// <exception cref="DimseException">It is malformed or beyond a limit.</exception>
    public DicomDataset ReadDataSet(
        DicomTransferSyntax syntax, DicomReadLimits limits, out IReadOnlyList<DicomOddity> oddities)
    {
        try
        {
            return DicomDatasetReader.Read(DataSet, syntax, limits, out oddities);
        }
        catch (DicomDataException e)
        {
            string name = Command.Field is CommandField.CFindRQ or CommandField.CFindRSP ? "identifier" : "data set";
            throw new DimseException($"{name}: {e.Message}", e);
        }
    }
}

/// <summary>
/// A message breaks PS3.7, or asks for a service that was not negotiated.
/// The answer is A-ABORT by the service user, the DIMSE service (PS3.8 9.3.8).
/// </summary>
internal sealed class DimseException : Exception
{
    public DimseException(string message) : base(message)
    {
    }

    public DimseException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
