using System.Diagnostics.CodeAnalysis;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Areas;

/// <summary>The entries of one storage area or several, in the order in which their steps start, or another one.</summary>
public sealed class EntryQueue : IDisposable
{
    // Those without a date come first, as in each area.
    private static readonly IComparer<WorklistEntry> ByStart = Comparer<WorklistEntry>.Create(
        (x, y) => Nullable.Compare(x.StartMoment, y.StartMoment));

    private readonly List<string> _names = [];
    private readonly List<EntryReader> _readers = [];
    private IComparer<WorklistEntry> _order = ByStart;
    private WorklistEntry?[]? _next;
    private int _last; // which reader gave the entry that was read last

    /// <summary>Whether an area has changed so much that there are no more entries, though not all were read.</summary>
    public bool IsOutdated => _readers.Exists(reader => reader.IsOutdated);

    /// <summary>The name of the area that the latest entry is of.</summary>
    public string Area { get; private set; } = "";

    /// <summary>Adds the entries of an area; before the first is read.</summary>
    /// <param name="name">The name of the area.</param>
    /// <param name="reader">Its entries, in that order.</param>
    public void Add(string name, EntryReader reader)
    {
        _names.Add(name);
        _readers.Add(reader);
    }

    /// <summary>Reads the next entry; false when there is no more.</summary>
    public bool TryRead([NotNullWhen(true)] out WorklistEntry? entry)
    {
        if (_readers is [var only])
        {
            Area = _names[0];
            return only.TryRead(out entry);
        }

        _next ??= [.. _readers.Select(Read)];
        var first = -1;
        for (var i = 0; i < _next.Length; i++)
        {
            if (_next[i] is { } next && (first < 0 || _order.Compare(next, _next[first]) < 0))
            {
                first = i;
            }
        }

        entry = first < 0 ? null : _next[first];
        if (first >= 0)
        {
            _last = first;
            Area = _names[first];
            _next[first] = Read(_readers[first]);
        }

        return entry is not null;
    }

    /// <summary>
    /// Reads all entries, and begins again with those of them that are wanted, in another order: each costs a reference until
    /// it is read again, or its area is outdated. None is put in its place before it is asked for.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="findNextAsync">Reads up to the next one that is wanted; null: there is none.</param>
    public async Task ReorderAsync(IComparer<WorklistEntry> order, Func<ValueTask<WorklistEntry?>> findNextAsync)
    {
        PriorityQueue<WorklistEntry, WorklistEntry>[] wanted =
            [.. _readers.Select(_ => new PriorityQueue<WorklistEntry, WorklistEntry>(order))];
        while (await findNextAsync() is { } entry)
        {
            wanted[_last].Enqueue(entry, entry);
        }

        (_order, _next) = (order, null);
        for (var i = 0; i < wanted.Length; i++)
        {
            _readers[i].GoOn(Empty(wanted[i]));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    private static IEnumerable<WorklistEntry> Empty(PriorityQueue<WorklistEntry, WorklistEntry> queue)
    {
        while (queue.TryDequeue(out WorklistEntry? entry, out _))
        {
            yield return entry;
        }
    }

    private static WorklistEntry? Read(EntryReader reader) => reader.TryRead(out WorklistEntry? entry) ? entry : null;
}
