using System.IO.Enumeration;
using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Linux;

namespace WorklistScp.Worklist.Catalog;

/// <summary>
/// The parsed files of a storage area. A refresh reads only those that changed; call it under the area's lock, one
/// call at a time.
/// </summary>
internal sealed class WorklistCatalog(string directory, bool rejectIncomplete, ILogger logger, TimeProvider time)
{
    private const string Extension = ".wl";

    private static readonly EnumerationOptions AllFiles = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
    };

    private Dictionary<string, CatalogFile> _files = new(StringComparer.Ordinal);
    private WorklistSnapshot _snapshot = new([]);

    /// <summary>Looks at every file's state and reads those that are new or changed.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    public WorklistSnapshot Refresh()
    {
        var files = new Dictionary<string, CatalogFile>(_files.Count, StringComparer.Ordinal);
        var read = 0;
        var isChanged = false;
        foreach (string name in Names())
        {
            CatalogFile? known = _files.GetValueOrDefault(name);
            CatalogFile? file = known;
            if (file is null || !IsUnchanged(name, file))
            {
                read++;
                file = Read(name, known);
                isChanged |= file.Entry is not null || known?.Entry is not null;
            }

            // Not Add: a directory that changes may list a name twice, and names that are not UTF-8 may look alike.
            files[name] = file;
        }

        isChanged |= _files.Keys.Any(name => !files.ContainsKey(name));
        _files = files;
        if (isChanged)
        {
            _snapshot = new WorklistSnapshot(files.Values.Select(file => file.Entry).OfType<WorklistEntry>());
        }

        if (read > 0 || isChanged)
        {
            WorklistLog.Refreshed(logger, directory, read, files.Count, _snapshot.Entries.Count);
        }

        return _snapshot;
    }

    private FileSystemEnumerable<string> Names() =>
        new(directory, (ref FileSystemEntry entry) => entry.FileName.ToString(), AllFiles)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                entry.FileName.EndsWith(Extension, StringComparison.Ordinal),
        };

    private bool IsUnchanged(string name, CatalogFile known) =>
        LibC.TryStat(Path.Join(directory, name), out FileStatus status) && known.IsUnchanged(status.Stamp);

    private CatalogFile Read(string name, CatalogFile? known)
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

        return new CatalogFile(file.Stamp, file.Stamp.IsSettled(now), entry, problem);
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
