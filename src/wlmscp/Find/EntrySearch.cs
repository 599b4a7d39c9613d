using WorklistScp.Network.Turns;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Find;

/// <summary>Finds the entries that a device is to get, one by one, and lets others have their turn meanwhile.</summary>
/// <param name="asked">The query.</param>
/// <param name="entries">The entries to look at.</param>
/// <param name="turn">How long may be worked at once.</param>
/// <param name="log">Told of each entry but those that are found.</param>
/// <param name="cancellationToken">Ends the search.</param>
internal sealed class EntrySearch(
    DeviceQuery asked, EntryQueue entries, WorkTurn turn, QueryLog log, CancellationToken cancellationToken)
{
    // So that looking at the clock costs next to nothing. What rules and orders take is not counted by matching.
    private const int EntriesPerLook = 16;

    private readonly MatchingWork _work = new(turn.IsOver, cancellationToken);
    private bool _areFound;
    private int _sinceLook;

    /// <summary>Whether an entry took more comparisons than any may: then no other is found.</summary>
    public bool IsTooMuch => _work.IsTooMuch;

    /// <summary>Puts what is found in the order of the profile, if that has one; before the first is asked for.</summary>
    public async ValueTask BeginAsync()
    {
        if (asked.Profile?.Order is { } order)
        {
            await entries.ReorderAsync(order, NextAsync);
            _areFound = true;
        }
    }

    /// <summary>The next entry; null: there is no more, or it cannot be said.</summary>
    /// <exception cref="OperationCanceledException">The search is to end.</exception>
    public async ValueTask<WorklistEntry?> NextAsync()
    {
        if (IsTooMuch || (_areFound && entries.IsOutdated))
        {
            return null;
        }

        while (entries.TryRead(out WorklistEntry? entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_sinceLook >= EntriesPerLook)
            {
                _sinceLook = 0;
                await GiveWayAsync();
            }

            if (_areFound)
            {
                return entry;
            }

            bool isMatch = asked.Query.Matches(entry, _work);
            if (_work.IsCut)
            {
                await turn.NextAsync();
                isMatch = asked.Query.Matches(entry, _work, mindsTime: false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (IsTooMuch)
            {
                break;
            }

            if (IsShown(entry, isMatch))
            {
                return entry;
            }
        }

        return null;
    }

    private async ValueTask GiveWayAsync()
    {
        if (turn.IsOver())
        {
            await turn.NextAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private bool IsShown(WorklistEntry entry, bool isMatch)
    {
        log.Look();
        if (!isMatch)
        {
            log.Mismatch(entry);
            return false;
        }

        IEntryRule? rule = asked.FindHiding(entry);
        if (rule is not null)
        {
            log.Hidden(entry, rule);
        }

        return rule is null;
    }
}
