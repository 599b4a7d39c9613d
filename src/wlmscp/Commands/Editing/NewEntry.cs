namespace Wlmscp.Commands.Editing;

/// <summary>An entry that is to be put into a storage area.</summary>
/// <param name="Source">What it was made of, for messages.</param>
/// <param name="Dataset">What it holds.</param>
internal sealed record NewEntry(string Source, DicomDataset Dataset);
