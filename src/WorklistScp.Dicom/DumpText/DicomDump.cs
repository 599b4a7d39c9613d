namespace WorklistScp.Dicom.DumpText;

/// <summary>What a dump text holds.</summary>
/// <param name="FileMetaInfo">The elements of group 0002 (PS3.10 7.1); empty when the text has none.</param>
/// <param name="Dataset">All other elements.</param>
public sealed record DicomDump(DicomDataset FileMetaInfo, DicomDataset Dataset);
