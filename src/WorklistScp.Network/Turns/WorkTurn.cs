using System.Net;
using System.Runtime.CompilerServices;

namespace WorklistScp.Network.Turns;

/// <summary>
/// How long a query may be worked at before others have their turn: the first milliseconds where it was received, which
/// is all that most need; what takes longer goes on in turns with other peers, on threads of its own.
/// </summary>
public sealed class WorkTurn
{
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(4);

    private readonly WorkTurns _turns;
    private readonly IPAddress? _peer;
    private readonly TimeProvider _time;
    private readonly long _length;
    private long _end;
    private bool _isCostly;

    internal WorkTurn(WorkTurns turns, IPAddress? peer, TimeProvider time)
    {
        _turns = turns;
        _peer = peer;
        _time = time;
        _length = (long)(Length.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Whether its time is up: who works at the query is to await <see cref="NextAsync"/>.</summary>
    public bool IsOver() => _time.GetTimestamp() >= _end;

    /// <summary>Counts from now on: what was before was waiting, not work.</summary>
    public void Restart() => _end = _time.GetTimestamp() + _length;

    /// <summary>Waits for the next turn, which begins on another thread.</summary>
    public NextTurn NextAsync() => new(this);

    /// <summary>A query begins.</summary>
    /// <param name="isCostly">Whether it is known to take long: its first turn is over at once.</param>
    internal void Begin(bool isCostly)
    {
        _isCostly = false;
        _end = isCostly ? long.MinValue : _time.GetTimestamp() + _length;
    }

    /// <summary>Lets others work, between two parts of an answer.</summary>
    internal async Task GiveWayAsync()
    {
        if (_isCostly || IsOver())
        {
            await NextAsync();
            return;
        }

        await Task.Yield();
        Restart();
    }

    private void Add(Action work)
    {
        _isCostly = true;
        _turns.Add(_peer, () =>
        {
            Restart();
            work();
        });
    }

    /// <summary>The wait for the next turn.</summary>
    public readonly struct NextTurn : ICriticalNotifyCompletion
    {
        private readonly WorkTurn _turn;

        internal NextTurn(WorkTurn turn)
        {
            _turn = turn;
        }

        /// <summary>Never: it begins on another thread.</summary>
        public bool IsCompleted => false;

        /// <summary>For <c>await</c>.</summary>
        public NextTurn GetAwaiter() => this;

        /// <summary>For <c>await</c>.</summary>
        public void GetResult()
        {
        }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => _turn.Add(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _turn.Add(continuation);
    }
}
