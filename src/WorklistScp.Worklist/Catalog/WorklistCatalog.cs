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
        foreach (string name in Names())
        {
            if (_files.TryGetValue(name, out CatalogFile? known) && IsUnchanged(name, known))
            {
                files.Add(name, known);
            }
            else
            {
                read++;
                files.Add(name, Read(name, known));
            }
        }

        if (read > 0 || files.Count != _files.Count)
        {
            _files = files;
            _snapshot = new WorklistSnapshot(files.Values.Select(file => file.Entry).OfType<WorklistEntry>());
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
        DateTimeOffset now = time.GetUtcNow();
        WorklistFile file = WorklistFile.Read(Path.Join(directory, name));
        // A file read again for caution alone is not reported again.
        bool isNew = known is null || known.Stamp != file.Stamp;
        return new CatalogFile(file.Stamp, file.Stamp.IsSettled(now), Accept(name, file, isNew));
    }

    private WorklistEntry? Accept(string name, WorklistFile file, bool report)
    {
        string path = Path.Join(directory, name);
        if (file.Dataset is null)
        {
            if (report)
            {
                WorklistLog.FileSkipped(logger, path, file.Problem);
            }

            return null;
        }

        IReadOnlyList<string> missing = rejectIncomplete ? Completeness.FindMissing(file.Dataset) : [];
        if (missing.Count > 0)
        {
            if (report)
            {
                WorklistLog.FileIncomplete(logger, path, string.Join(", ", missing));
            }

            return null;
        }

        if (report && !file.HasKnownCharacterSet)
        {
            WorklistLog.UnknownCharacterSet(logger, path);
        }

        return new WorklistEntry(name, file.Dataset);
    }
}
