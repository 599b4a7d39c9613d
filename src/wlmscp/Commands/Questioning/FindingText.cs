using WorklistScp.Storage;

namespace Wlmscp.Commands.Questioning;

/// <summary>Says of files why they are skipped, or what is wrong with them, as the daemon's log does.</summary>
internal static class FindingText
{
    /// <summary>A warning.</summary>
    /// <param name="area">The path of the storage area.</param>
    /// <param name="finding">What was found of a file of it.</param>
    public static Warning Of(string area, FileFinding finding)
    {
        string file = PrintableText.Of(Path.Join(area, finding.Name));
        return new Warning("file", finding is SkippedFile ? $"{file}: skipped: {finding}" : $"{file}: {finding}");
    }
}
