using System.Diagnostics.CodeAnalysis;
using WorklistScp.Worklist.Entries;

namespace WorklistScp.Storage.Areas;

/// <summary>The entries of one storage area or several, in the order in which their steps start.</summary>
public sealed class EntryQueue : IDisposable
{
    private readonly List<string> _names = [];
    private readonly List<EntryReader> _readers = [];
    private WorklistEntry?[]? _next;

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
            if (_next[i] is { } next && (first < 0 || StartOf(next) < StartOf(_next[first]!)))
            {
                first = i;
            }
        }

        entry = first < 0 ? null : _next[first];
        if (first >= 0)
        {
            Area = _names[first];
            _next[first] = Read(_readers[first]);
        }

        return entry is not null;
    }

    /// <inheritdoc/>
    public void Dispose() => _readers.ForEach(reader => reader.Dispose());

    // Those without a date come first, as in each area.
    private static DateTime StartOf(WorklistEntry entry) => entry.StartMoment ?? DateTime.MinValue;

    private static WorklistEntry? Read(EntryReader reader) => reader.TryRead(out WorklistEntry? entry) ? entry : null;
}
