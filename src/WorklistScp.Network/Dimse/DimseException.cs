namespace WorklistScp.Network.Dimse;

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
