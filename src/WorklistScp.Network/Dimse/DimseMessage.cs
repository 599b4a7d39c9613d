namespace WorklistScp.Network.Dimse;

/// <summary>A message: command set and data set (PS3.7 6.3).</summary>
/// <param name="PresentationContextID">The presentation context it came in.</param>
/// <param name="Command">The command set.</param>
/// <param name="DataSet">The data set as encoded, owned by the message; empty when there is none.</param>
internal sealed record DimseMessage(byte PresentationContextID, DimseCommand Command, ReadOnlyMemory<byte> DataSet);
