using WorklistScp.Dicom.Datasets;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.DumpText;

/// <summary>What a dump text holds.</summary>
/// <param name="FileMetaInfo">The elements of group 0002 (PS3.10 7.1); empty when the text has none.</param>
/// <param name="Dataset">All other elements.</param>
public sealed record DicomDump(DicomDataset FileMetaInfo, DicomDataset Dataset)
{
    /// <summary>
    /// The file that <c>dump2dcm</c> makes of the text: in the transfer syntax that its file meta information names,
    /// else in Explicit VR Little Endian.
    /// </summary>
    /// <exception cref="DicomDataException">That transfer syntax is not one that can be written.</exception>
    public DicomFile ToFile()
    {
        var oddities = new DicomOddities();
        DicomTransferSyntax? named = FileMetaInformation.FindTransferSyntax(FileMetaInfo, oddities);
        return oddities.Found is [var unwritable]
            ? throw new DicomDataException(unwritable.ToString())
            : new DicomFile(FileMetaInfo, Dataset, named ?? DicomTransferSyntax.ExplicitVRLittleEndian);
    }
}
