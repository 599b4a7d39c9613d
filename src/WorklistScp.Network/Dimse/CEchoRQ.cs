namespace WorklistScp.Network.Dimse;

/// <summary>C-ECHO-RQ (PS3.7 9.3.5.1).</summary>
/// <param name="MessageID">The message ID.</param>
internal sealed record CEchoRQ(ushort MessageID) : DimseCommand(HasDataSet: false);
