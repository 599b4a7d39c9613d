using Wlmscp.Formats;
using Wlmscp.Keys;

namespace Wlmscp.Commands.Explaining;

/// <summary>Makes the identifier of a query of the words of a command line.</summary>
internal static class QueryWords
{
    /// <summary>Reads a file, or <c>KEY=VALUE</c> words.</summary>
    /// <param name="words">One word at least.</param>
    /// <exception cref="ToolException">They are wrong.</exception>
    public static DicomDataset Read(string[] words) =>
        words is [var path] && (File.Exists(path) || !path.Contains('='))
            ? ReadFile(path)
            : KeyWords.ReadIdentifier(words);

    private static DicomDataset ReadFile(string path)
    {
        IReadOnlyList<InputDataset> files = InputFile.Read(path, otherwise: DatasetFormat.Find(".dump"));
        return files.Count == 1
            ? files[0].Dataset
            : throw new ToolException(ExitCode.Failed, $"{path}: {files.Count} data sets, expected one query");
    }
}
