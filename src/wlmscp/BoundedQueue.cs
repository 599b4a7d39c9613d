using System.Diagnostics;

namespace Wlmscp;

/// <summary>
/// What waits for a thread that writes it, in order. Whoever adds never waits: a file, pipe or directory that hangs
/// keeps that one thread only. Beyond a size, items are dropped and counted until the thread has taken those that wait.
/// </summary>
/// <param name="maxSize">The size of all that may wait.</param>
/// <param name="isAwaited">
/// Whether somebody waits for what the thread does. If not, it lets items gather that follow each other: to be woken for
/// each costs more than most of them.
/// </param>
internal sealed class BoundedQueue<T>(long maxSize, bool isAwaited)
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    // Of each item, for the objects that it consists of.
    private const int Overhead = 256;

    private readonly object _gate = new();
    private List<T> _waiting = [];
    private long _size;
    private long _dropped;
    private long? _lastTaken;
    private bool _isWoken;
    private bool _hasEnded;

    /// <summary>How many items wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item; it must not change any more.</param>
    /// <param name="size">Its size in bytes, roughly.</param>
    /// <returns>Whether it waits now; if not, it is dropped.</returns>
    public bool TryAdd(T item, long size)
    {
        lock (_gate)
        {
            // Once one was dropped, so are the smaller ones behind it: what is missing is missing in one place.
            if (_hasEnded || _dropped > 0 || (_waiting.Count > 0 && _size + size > maxSize))
            {
                _dropped++;
                return false;
            }

            _waiting.Add(item);
            bool wasLittle = _size < maxSize / 2;
            _size += size + Overhead;
            if (_waiting.Count == 1 || (wasLittle && _size >= maxSize / 2))
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Waits for items, and takes all that there are.</summary>
    /// <param name="items">The items; none if the thread was woken.</param>
    /// <param name="dropped">How many were dropped behind them.</param>
    /// <returns>Whether there may be more; the queue has ended when not.</returns>
    public bool Take(out IReadOnlyList<T> items, out long dropped)
    {
        items = []; // those of the call before need no memory while this one waits
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isWoken && !_hasEnded)
            {
                Monitor.Wait(_gate);
            }

            if (!isAwaited && !_isWoken && !_hasEnded && _size < maxSize / 2
                && _lastTaken is { } last && Stopwatch.GetElapsedTime(last) is var since && since < Gathering)
            {
                Monitor.Wait(_gate, Gathering - since);
            }

            _lastTaken = Stopwatch.GetTimestamp();
            items = _waiting;
            _waiting = [];
            dropped = _dropped;
            bool isLast = _hasEnded && items.Count == 0 && !_isWoken;
            _size = 0;
            _dropped = 0;
            _isWoken = false;
            return !isLast;
        }
    }

    /// <summary>Has the thread look at something else than items.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes no more items; those that wait are still to be written.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            Monitor.Pulse(_gate);
        }
    }
}
