namespace WorklistScp.Network.Negotiation;

/// <summary>A presentation context that both sides agreed on (PS3.8 7.1.1.13).</summary>
/// <param name="ID">The presentation context ID of the proposal.</param>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="TransferSyntax">How data sets are encoded in this context.</param>
public sealed record AcceptedPresentationContext(byte ID, DicomUID AbstractSyntax, DicomTransferSyntax TransferSyntax);
