using Microsoft.Extensions.Logging;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Interpretation;

namespace WorklistScp.Storage.Catalog;

/// <summary>Reads the files of a directory into entries, and reports those that are skipped or doubtful.</summary>
internal sealed class FileReader(
    string directory, StorageAreaOptions options, ILogger logger, TimeProvider time)
{
    private readonly LinkedEntries _linked = new();
    private long _progress;

    /// <summary>How many files have been read up to now.</summary>
    public long Progress => Interlocked.Read(ref _progress);

    /// <summary>Reads a file. Safe for use by several threads at once.</summary>
    /// <param name="name">Its name in the directory.</param>
    /// <param name="isLocal">Whether the kernel knows of all that happens to it.</param>
    /// <param name="areMany">Whether there are so many files that each is to take as little memory as it can.</param>
    /// <exception cref="IOException">The system lacks memory or file handles.</exception>
    public CatalogFile Read(string name, bool isLocal, bool areMany)
    {
        string path = Path.Join(directory, name);
        DateTimeOffset now = time.GetUtcNow();
        WorklistFile file = WorklistFile.Read(path, isLocal);
        FileFinding? finding = file.Skipped;
        WorklistEntry? entry = null;
        if (file.Dataset is not null)
        {
            var interpreted = InterpretedDataset.Of(file.Dataset, options.AssumedCharacterSet);
            finding = FindIncomplete(name, interpreted.Dataset);
            entry = finding is null ? new WorklistEntry(name, interpreted, isDecoded: !areMany) : null;
            entry = entry is null || file.IsWatched ? entry : _linked.Share(entry, file.Stamp.Identity);
            finding ??= FindDoubt(name, file, interpreted);
        }

        Interlocked.Increment(ref _progress);
        return new CatalogFile(file.Stamp, file.Stamp.IsSettled(now), file.IsWatched, entry, finding)
        {
            IsLink = file.IsLink,
        };
    }

    /// <summary>
    /// Reports what is wrong with a file, if that is news: one read again for caution alone is not reported again.
    /// </summary>
    /// <param name="name">Its name in the directory.</param>
    /// <param name="file">What was read.</param>
    /// <param name="known">What was known of it before; null if nothing.</param>
    public void ReportNews(string name, CatalogFile file, CatalogFile? known)
    {
        if (file.Finding is not { } finding
            || (known is not null && finding == known.Finding && file.Stamp == known.Stamp))
        {
            return;
        }

        string path = PrintableText.Of(Path.Join(directory, name));
        if (finding is SkippedFile skipped)
        {
            StorageLog.FileSkipped(logger, path, skipped);
        }
        else
        {
            StorageLog.FileDoubtful(logger, path, finding);
        }
    }

    private SkippedFile? FindIncomplete(string name, DicomDataset dataset) =>
        options.RejectIncompleteFiles && Completeness.FindMissing(dataset) is { Count: > 0 } missing
            ? new SkippedFile(name, SkipReason.Incomplete) { Missing = missing }
            : null;

    // A term that is misspelt does no harm: the check of files tells of it, not the log, at each change, for ever.
    private static DoubtfulFile? FindDoubt(string name, WorklistFile file, InterpretedDataset interpreted)
    {
        CharacterSetFinding? characterSet =
            interpreted.Finding is { Problem: not CharacterSetProblem.Misspelt } finding ? finding : null;
        return file.Oddities.Count > 0 || characterSet is not null
            ? new DoubtfulFile(name, file.Oddities, characterSet)
            : null;
    }
}
