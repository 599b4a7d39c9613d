using System.Collections.Concurrent;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>How many commands of each kind ran to their end, and how many were killed.</summary>
internal sealed class EditorCounts
{
    private readonly ConcurrentDictionary<string, int> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _killed = new(StringComparer.Ordinal);
    private int _killedHalfway;

    /// <summary>Counts one that ran.</summary>
    public void Add(string kind, bool wasKilled) =>
        (wasKilled ? _killed : _finished).AddOrUpdate(kind, 1, (_, n) => n + 1);

    /// <summary>Counts one that was killed when some of its entries were changed and others not.</summary>
    public void AddHalfway() => Interlocked.Increment(ref _killedHalfway);

    /// <summary>Whether the next one of a kind should be killed: not more have been than have not.</summary>
    public bool LacksKilled(string kind) => _killed.GetValueOrDefault(kind) <= _finished.GetValueOrDefault(kind);

    /// <summary>Whether each of these kinds has ended both ways.</summary>
    public bool HasBoth(IEnumerable<string> kinds) =>
        kinds.All(kind => _finished.ContainsKey(kind) && _killed.ContainsKey(kind));

    public override string ToString() =>
        $"{_finished.Values.Sum() + _killed.Values.Sum()} editors ({string.Join(", ", Kinds().Select(kind =>
            $"{kind} {_finished.GetValueOrDefault(kind)} + {_killed.GetValueOrDefault(kind)} killed"))}), "
        + $"{_killedHalfway} killed with some entries changed and others not";

    private IEnumerable<string> Kinds() => _finished.Keys.Union(_killed.Keys).Order(StringComparer.Ordinal);
}
