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
            ? QueryFile.Read(path)
            : KeyWords.ReadIdentifier(words);
}
