using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Turns;

/// <summary>
/// A few threads for what takes long, so that it keeps neither the threads that wait for sockets nor those of the pool
/// from others. Of one peer one thing is done at a time, and the peer that has had the least work is served first: what
/// a peer asks for delays itself.
/// </summary>
/// <remarks>What is given to it is to end after some milliseconds, and to come again with what is left.</remarks>
internal sealed class WorkTurns : IDisposable
{
    // A peer that comes anew, or again, is before those that are always at work, until it has had so much: the time of
    // a large answer. More it cannot save up.
    private static readonly TimeSpan Credit = TimeSpan.FromMilliseconds(50);

    // So many peers are remembered while they ask for nothing.
    private const int MostIdle = 1024;

    private readonly object _gate = new();
    private readonly Dictionary<IPAddress, PeerWork> _peers = [];
    private readonly PriorityQueue<PeerWork, (long Used, long Turn)> _ready = new();
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly long _credit;
    private bool _hasThreads;
    private bool _isEnding;
    private long _turn;
    private long _used; // what those have had that are always at work

    /// <summary>Starts no thread yet.</summary>
    /// <param name="threads">How many things are done at the same time.</param>
    /// <param name="time">What work is measured by.</param>
    public WorkTurns(int threads, TimeProvider time)
    {
        _threads = threads;
        _time = time;
        _credit = (long)(Credit.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>One thread less than there are processors, and one at least.</summary>
    public static int UsualThreads => Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Has something done when the peer's turn comes.</summary>
    public void Add(IPAddress? peer, Action work)
    {
        lock (_gate)
        {
            StartThreads();
            PeerWork itsWork = WorkOf(AddressLimit.KeyOf(peer ?? IPAddress.None));
            itsWork.Waiting.Enqueue(work);
            if (!itsWork.IsAtWork)
            {
                itsWork.IsAtWork = true;
                itsWork.Used = Math.Max(itsWork.Used, _used - _credit);
                MakeReady(itsWork);
            }
        }
    }

    /// <summary>Ends the threads when each has done what it is at; to be called when nobody waits for it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.PulseAll(_gate);
        }
    }

    private PeerWork WorkOf(IPAddress peer)
    {
        if (!_peers.TryGetValue(peer, out PeerWork? work))
        {
            if (_peers.Count >= MostIdle)
            {
                ForgetIdle();
            }

            _peers.Add(peer, work = new PeerWork());
        }

        return work;
    }

    private void ForgetIdle()
    {
        foreach ((IPAddress peer, PeerWork work) in _peers)
        {
            if (!work.IsAtWork)
            {
                _peers.Remove(peer);
            }
        }
    }

    private void MakeReady(PeerWork work)
    {
        _ready.Enqueue(work, (work.Used, _turn++));
        Monitor.Pulse(_gate);
    }

    // Most daemons never need them.
    private void StartThreads()
    {
        for (int i = _hasThreads ? _threads : 0; i < _threads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "turns" }.Start();
        }

        _hasThreads = true;
    }

    private void Work()
    {
        while (TakeNext() is { } next)
        {
            long start = _time.GetTimestamp();
            next.Action();
            EndTurn(next.Work, _time.GetTimestamp() - start);
        }
    }

    // Null: no more.
    private (PeerWork Work, Action Action)? TakeNext()
    {
        lock (_gate)
        {
            PeerWork? work;
            while (!_ready.TryDequeue(out work, out _))
            {
                if (_isEnding)
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            _used = Math.Max(_used, work.Used);
            return (work, work.Waiting.Dequeue());
        }
    }

    private void EndTurn(PeerWork work, long used)
    {
        lock (_gate)
        {
            work.Used += used;
            work.IsAtWork = work.Waiting.Count > 0 && !_isEnding;
            if (work.IsAtWork)
            {
                MakeReady(work);
            }
        }
    }

    /// <summary>What a peer asks for.</summary>
    private sealed class PeerWork
    {
        /// <summary>What is still to be done.</summary>
        public Queue<Action> Waiting { get; } = [];

        /// <summary>Whether some of it waits, or is being done.</summary>
        public bool IsAtWork { get; set; }

        /// <summary>How long was worked for it up to now, compared with others.</summary>
        public long Used { get; set; }
    }
}
