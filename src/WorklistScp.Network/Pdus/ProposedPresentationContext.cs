namespace WorklistScp.Network.Pdus;

/// <summary>A presentation context item of an A-ASSOCIATE-RQ (PS3.8 9.3.2.2).</summary>
/// <param name="ID">The presentation context ID, odd.</param>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="TransferSyntaxes">The proposed transfer syntaxes, at least one.</param>
internal sealed record ProposedPresentationContext(
    byte ID, DicomUID AbstractSyntax, IReadOnlyList<DicomUID> TransferSyntaxes);
