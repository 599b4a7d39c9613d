namespace WorklistScp.Network.Pdus;

/// <summary>A presentation context item of an A-ASSOCIATE-RQ (PS3.8 9.3.2.2).</summary>
/// <param name="ID">The presentation context ID: odd, but some peers think otherwise.</param>
/// <param name="AbstractSyntax">The SOP class; empty when the peer gave none, or what is no UID.</param>
/// <param name="TransferSyntaxes">The proposed transfer syntaxes; none when the peer gave none that is a UID.</param>
internal sealed record ProposedPresentationContext(
    byte ID, DicomUID AbstractSyntax, IReadOnlyList<DicomUID> TransferSyntaxes);
