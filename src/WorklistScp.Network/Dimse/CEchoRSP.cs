namespace WorklistScp.Network.Dimse;

/// <summary>C-ECHO-RSP (PS3.7 9.3.5.2).</summary>
/// <param name="MessageID">The message ID of the request.</param>
/// <param name="Status">The status.</param>
internal sealed record CEchoRSP(ushort MessageID, DicomStatus Status) : DimseCommand(HasDataSet: false);
