namespace Wlmscp.Commands.Querying;

/// <summary>What a query brought.</summary>
/// <param name="Matches">The data sets.</param>
/// <param name="Syntax">The transfer syntax that they came in.</param>
internal sealed record QueryAnswer(IReadOnlyList<DicomDataset> Matches, DicomTransferSyntax Syntax);
