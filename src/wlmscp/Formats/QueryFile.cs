namespace Wlmscp.Formats;

/// <summary>A file that holds the identifier of a query, such as a request file of the daemon.</summary>
internal static class QueryFile
{
    /// <summary>Reads it; under a name that does not tell what it is, and if its first bytes do not, it is dump text.</summary>
    /// <exception cref="ToolException">It cannot be read, or holds several data sets.</exception>
    public static DicomDataset Read(string path)
    {
        IReadOnlyList<InputDataset> datasets = InputFile.Read(path, otherwise: DatasetFormat.Find(".dump"));
        return datasets is [var only]
            ? only.Dataset
            : throw new ToolException(ExitCode.Failed, $"{path}: {datasets.Count} data sets, expected one query");
    }
}
