namespace WorklistScp.Network.Dimse;

/// <summary>C-FIND-RQ (PS3.7 9.3.2.1); its priority is not used.</summary>
/// <param name="MessageID">The message ID.</param>
/// <param name="SOPClass">The affected SOP class; empty when the peer named none.</param>
/// <param name="HasIdentifier">Whether the identifier follows.</param>
internal sealed record CFindRQ(ushort MessageID, DicomUID SOPClass, bool HasIdentifier) : DimseCommand(HasIdentifier);
