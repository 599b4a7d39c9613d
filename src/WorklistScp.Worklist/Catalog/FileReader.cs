using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Worklist.Catalog;

/// <summary>Reads the files of a directory into entries, and reports those that are skipped or doubtful.</summary>
internal sealed class FileReader(string directory, bool rejectIncomplete, ILogger logger, TimeProvider time)
{
    /// <summary>Reads a file. Safe for use by several threads at once.</summary>
    /// <param name="name">Its name in the directory.</param>
    /// <param name="known">What was known of it; null if nothing.</param>
    /// <exception cref="IOException">The system lacks memory or file handles.</exception>
    public CatalogFile Read(string name, CatalogFile? known)
    {
        string path = Path.Join(directory, name);
        DateTimeOffset now = time.GetUtcNow();
        WorklistFile file = WorklistFile.Read(path);
        string problem = file.Dataset is null ? file.Problem : FindMissing(file.Dataset);
        WorklistEntry? entry =
            file.Dataset is null || problem.Length > 0 ? null : new WorklistEntry(name, file.Dataset);
        if (entry is not null && !file.HasKnownCharacterSet)
        {
            problem = "unknown Specific Character Set (0008,0005), read as the default repertoire";
        }

        // A file read again for caution alone is not reported again.
        if (problem.Length > 0 && (problem != known?.Problem || file.Stamp != known.Stamp))
        {
            Report(WorklistLog.Printable(path), problem, isServed: entry is not null);
        }

        return new CatalogFile(file.Stamp, file.Stamp.IsSettled(now), file.IsWatched, entry, problem);
    }

    private string FindMissing(DicomDataset dataset) =>
        rejectIncomplete && Completeness.FindMissing(dataset) is { Count: > 0 } missing
            ? "incomplete, without " + string.Join(", ", missing)
            : "";

    private void Report(string file, string problem, bool isServed)
    {
        if (isServed)
        {
            WorklistLog.FileDoubtful(logger, file, problem);
        }
        else
        {
            WorklistLog.FileSkipped(logger, file, problem);
        }
    }
}
