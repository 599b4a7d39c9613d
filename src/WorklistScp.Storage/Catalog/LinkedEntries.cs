using WorklistScp.Storage.Linux;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// Entries of files that have, or may have, several names: what is the same is kept in memory once. Any thread may call.
/// </summary>
internal sealed class LinkedEntries
{
    // Of so many, those that are gone are forgotten.
    private const int Many = 1024;

    private readonly Dictionary<FileIdentity, WeakReference<WorklistEntry>> _entries = [];

    /// <summary>The entry, or one of its name that shares what another name of the file has.</summary>
    public WorklistEntry Share(WorklistEntry entry, FileIdentity file)
    {
        lock (_entries)
        {
            if (_entries.TryGetValue(file, out WeakReference<WorklistEntry>? reference)
                && reference.TryGetTarget(out WorklistEntry? other)
                && other.TryShareAs(entry, out WorklistEntry? shared))
            {
                return shared;
            }

            if (_entries.Count >= Many)
            {
                ForgetGone();
            }

            _entries[file] = new WeakReference<WorklistEntry>(entry);
            return entry;
        }
    }

    private void ForgetGone()
    {
        foreach ((FileIdentity file, WeakReference<WorklistEntry> reference) in _entries)
        {
            if (!reference.TryGetTarget(out _))
            {
                _entries.Remove(file);
            }
        }
    }
}
