namespace WorklistScp.Network.Pdus;

/// <summary>A presentation context item of an A-ASSOCIATE-AC (PS3.8 9.3.3.2).</summary>
/// <param name="ID">The presentation context ID of the proposal.</param>
/// <param name="Result">Whether it was accepted, or why not.</param>
/// <param name="TransferSyntax">The transfer syntax; not significant unless accepted.</param>
internal sealed record NegotiatedPresentationContext(
    byte ID, PresentationContextResult Result, DicomUID TransferSyntax);
