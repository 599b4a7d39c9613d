using WorklistScp.Worklist.Editing;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Catalog;

/// <summary>
/// The entries of a catalog by their keys, for edits. Others may have written several files of one key: all are found.
/// </summary>
internal sealed class EntryKeys
{
    private readonly Dictionary<EntryKey, WorklistEntry> _first = [];
    private readonly Dictionary<EntryKey, List<WorklistEntry>> _others = [];

    /// <summary>Finds the entries of a key, in no order.</summary>
    public IEnumerable<WorklistEntry> Find(EntryKey key) =>
        !_first.TryGetValue(key, out WorklistEntry? first) ? []
        : _others.TryGetValue(key, out List<WorklistEntry>? others) ? [first, .. others]
        : [first];

    /// <summary>Puts in an entry.</summary>
    public void Add(WorklistEntry entry)
    {
        var key = EntryKey.Of(entry);
        if (_first.TryAdd(key, entry))
        {
            return;
        }

        if (!_others.TryGetValue(key, out List<WorklistEntry>? others))
        {
            _others.Add(key, others = []);
        }

        others.Add(entry);
    }

    /// <summary>Takes out an entry.</summary>
    public void Remove(WorklistEntry entry)
    {
        var key = EntryKey.Of(entry);
        if (!_others.TryGetValue(key, out List<WorklistEntry>? others))
        {
            _first.Remove(key);
            return;
        }

        if (!others.Remove(entry))
        {
            _first[key] = others[^1];
            others.RemoveAt(others.Count - 1);
        }

        if (others.Count == 0)
        {
            _others.Remove(key);
        }
    }
}
