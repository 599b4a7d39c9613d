namespace WorklistScp.Network.Dimse;

/// <summary>C-CANCEL-RQ (PS3.7 9.3.2.3).</summary>
/// <param name="MessageID">The message ID of the request to cancel.</param>
internal sealed record CCancelRQ(ushort MessageID) : DimseCommand(HasDataSet: false);
