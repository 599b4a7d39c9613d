using Wlmscp.Terminal;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Checking;

/// <summary>A file or an area, and what is wrong with it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Faults">Why the daemon does not serve it; empty: it does.</param>
/// <param name="Doubts">What is wrong although it is served.</param>
internal sealed record CheckedFile(string Path, IReadOnlyList<string> Faults, IReadOnlyList<string> Doubts)
{
    /// <summary>Checks a worklist file.</summary>
    public static CheckedFile Of(string path, AreaFile file) => file.Dataset is null
        ? new CheckedFile(path, [$"{file.Problem}, expected a DICOM file that can be read"], [])
        : new CheckedFile(
            path,
            [.. AreaFile.FindMissing(file.Dataset).Select(missing => $"incomplete, expected {missing}")],
            [.. ValueCheck.FindProblems(file.Dataset)]);

    /// <summary>The lines for a terminal.</summary>
    public IEnumerable<string> Lines =>
        [.. Faults.Select(fault => Line("not served", fault)), .. Doubts.Select(doubt => Line("served, but", doubt))];

    private string Line(string what, string problem) => PrintableText.Of($"{Path}: {what}: {problem}");
}
