namespace WorklistScp.Network.Client;

/// <summary>A presentation context to propose (PS3.8 7.1.1.13); its ID follows from its place.</summary>
/// <param name="AbstractSyntax">The SOP class.</param>
/// <param name="TransferSyntaxes">The transfer syntaxes to propose, at least one.</param>
public sealed record DicomPresentationContext(
    DicomUID AbstractSyntax, params IReadOnlyList<DicomTransferSyntax> TransferSyntaxes);
