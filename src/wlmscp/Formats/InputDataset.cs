using WorklistScp.Dicom.IO;

namespace Wlmscp.Formats;

/// <summary>A data set of a file that a command reads.</summary>
/// <param name="File">The data set, as a file of its own.</param>
/// <param name="Place">Where it stands, for messages, such as <c>line 7</c>; null: it is the only one.</param>
internal sealed record InputDataset(DicomFile File, string? Place = null)
{
    /// <summary>What it holds.</summary>
    public DicomDataset Dataset => File.Dataset;

    /// <summary>The file, and where in it.</summary>
    public string In(string path) => Place is null ? path : $"{path}: {Place}";
}
