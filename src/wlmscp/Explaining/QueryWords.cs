using Wlmscp.Formats;
using Wlmscp.Terminal;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Assignments;

namespace Wlmscp.Explaining;

/// <summary>Makes the identifier of a query of the words of a command line.</summary>
internal static class QueryWords
{
    /// <summary>Reads a file, or <c>KEY=VALUE</c> words.</summary>
    /// <param name="words">One word at least.</param>
    /// <param name="today">The day that <c>today</c> means.</param>
    /// <exception cref="ToolException">They are wrong.</exception>
    public static DicomDataset Read(string[] words, DateOnly today) =>
        words is [var path] && (File.Exists(path) || !path.Contains('=')) ? ReadFile(path) : Combine(words, today);

    private static DicomDataset ReadFile(string path)
    {
        IReadOnlyList<DicomFile> files = InputFile.Read(path, otherwise: DatasetFormat.Find(".dump"));
        return files.Count == 1
            ? files[0].Dataset
            : throw new ToolException(ExitCode.Failed, $"{path}: {files.Count} data sets, expected one query");
    }

    private static DicomDataset Combine(string[] words, DateOnly today)
    {
        var identifier = new DicomDataset();
        foreach (string word in words)
        {
            if (!AttributeAssignment.TryParse(word, today, out AttributeAssignment? key, out string? expected)
                || !key.TryApply(identifier, out expected))
            {
                throw new ToolException(ExitCode.Usage, $"{NameOf(word)}, expected {expected}");
            }
        }

        return identifier;
    }

    // Values are patients' data, and so may be a word that was torn off a value.
    private static string NameOf(string word) => word.IndexOf('=') is >= 0 and var end
        ? $"'{PrintableText.Of(word[..end])}='"
        : "a word of the query without '='";
}
