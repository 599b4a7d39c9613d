using System.Net;

namespace WorklistScp.Web.Users;

/// <summary>
/// Lets so many do at once what costs much, and others wait for their turn. Next is who comes from the address that had
/// its last turn longest ago; one that had none goes before all. Where all places to wait are taken, a new one gets that of
/// the address that has most of them, then of the one that had a turn last. So who tries much harms himself first. Any
/// thread may call.
/// </summary>
/// <param name="atOnce">How many do it at once.</param>
/// <param name="mostWaiting">How many wait at most.</param>
internal sealed class AddressTurns(int atOnce, int mostWaiting)
{
    private const int MostAddresses = 10_000;

    private readonly Lock _lock = new();
    private readonly RecentTable<IPAddress, long> _lastTurns = new(MostAddresses);
    private readonly List<Waiting> _waiting = []; // those that have waited longest first
    private long _turns;
    private int _running;

    /// <summary>Waits for a turn; follow it with <see cref="End"/>.</summary>
    /// <param name="from">The address.</param>
    /// <returns>False: too many wait.</returns>
    public Task<bool> TryBeginAsync(IPAddress from)
    {
        IPAddress address = ClientNetwork.Of(from);
        lock (_lock)
        {
            if (_running < atOnce)
            {
                _running++;
                HasTurn(address);
                return Task.FromResult(true);
            }

            if (_waiting.Count == mostWaiting)
            {
                Waiting last = _waiting.MaxBy(each => PrecedenceOf(each.Address, 0))!;
                if (PrecedenceOf(last.Address, 0).CompareTo(PrecedenceOf(address, 1)) <= 0)
                {
                    return Task.FromResult(false);
                }

                _waiting.Remove(last);
                last.Turn.SetResult(false);
            }

            var waiting = new Waiting(address);
            _waiting.Add(waiting);
            return waiting.Turn.Task;
        }
    }

    /// <summary>Takes an address for one that has had no turn: who signs in by it has a right password.</summary>
    public void Forget(IPAddress from)
    {
        lock (_lock)
        {
            _lastTurns.Remove(ClientNetwork.Of(from));
        }
    }

    /// <summary>A turn is over, and it is the next one's.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_waiting.MinBy(each => LastTurnOf(each.Address)) is not { } next)
            {
                _running--;
                return;
            }

            _waiting.Remove(next);
            HasTurn(next.Address);
            next.Turn.SetResult(true);
        }
    }

    private void HasTurn(IPAddress address) => _lastTurns.Set(address, ++_turns);

    private long LastTurnOf(IPAddress address) => _lastTurns.TryGet(address, out long turn) ? turn : 0;

    // Whose is largest goes first when too many wait.
    private (int Waiting, long LastTurn) PrecedenceOf(IPAddress address, int more) =>
        (_waiting.Count(each => each.Address.Equals(address)) + more, LastTurnOf(address));

    private sealed record Waiting(IPAddress Address)
    {
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
