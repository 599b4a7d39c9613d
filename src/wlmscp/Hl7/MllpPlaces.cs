using System.Net;
using WorklistScp.Network.Access;

namespace Wlmscp.Hl7;

/// <summary>
/// How many connections may be open at once. Where all places are taken, a new one gets that of a connection whose
/// message is not whole: of the address that has most of these, the one that has waited longest. So a host that opens
/// many harms itself first. Any thread may call.
/// </summary>
/// <param name="count">The number of places.</param>
internal sealed class MllpPlaces(int count)
{
    private readonly Lock _lock = new();
    private readonly List<MllpPlace> _waiting = []; // those that have waited longest first
    private int _working;

    /// <summary>The number of places.</summary>
    public int Count => count;

    /// <summary>Takes a place, that of another connection if need be.</summary>
    /// <param name="sender">Whose it is, for the log.</param>
    /// <param name="address">The address of that.</param>
    /// <param name="gaveWay">The one whose connection has to close for it; null: none has to.</param>
    /// <returns>The place; null: all have a message in work.</returns>
    public MllpPlace? TryTake(Hl7Sender sender, IPAddress address, out MllpPlace? gaveWay)
    {
        var place = new MllpPlace(this, sender, address);
        gaveWay = null;
        lock (_lock)
        {
            if (_working + _waiting.Count == count)
            {
                gaveWay = FindWhoGivesWay(place.Key);
                if (gaveWay is null)
                {
                    return null;
                }

                _waiting.Remove(gaveWay);
            }

            _waiting.Add(place);
        }

        gaveWay?.GiveWay();
        return place;
    }

    /// <summary>Learns that a message is whole; false: its connection had to give way before.</summary>
    public bool TryWork(MllpPlace place)
    {
        lock (_lock)
        {
            place.IsWorking = _waiting.Remove(place);
            _working += place.IsWorking ? 1 : 0;
            return place.IsWorking;
        }
    }

    /// <summary>Learns that the message is answered, and the next one awaited.</summary>
    public void Wait(MllpPlace place)
    {
        lock (_lock)
        {
            _working--;
            place.IsWorking = false;
            _waiting.Add(place);
        }
    }

    /// <summary>Takes a place back, unless it was taken away.</summary>
    public void Leave(MllpPlace place)
    {
        lock (_lock)
        {
            _working -= place.IsWorking ? 1 : 0;
            place.IsWorking = false;
            _waiting.Remove(place);
        }
    }

    // Of addresses that have as many, the own one, then the one whose connection has waited longest: it comes first.
    private MllpPlace? FindWhoGivesWay(IPAddress own) => _waiting.GroupBy(place => place.Key)
        .MaxBy(group => (group.Count(), group.Key.Equals(own)))?.First();
}

/// <summary>The place of one connection; dispose it when the connection is closed.</summary>
/// <param name="places">Where it is.</param>
/// <param name="sender">Whose it is, for the log.</param>
/// <param name="address">The address of that.</param>
internal sealed class MllpPlace(MllpPlaces places, Hl7Sender sender, IPAddress address) : IDisposable
{
    private readonly CancellationTokenSource _gaveWay = new(); // nothing of it needs to be disposed

    /// <summary>Whose it is.</summary>
    public Hl7Sender Sender => sender;

    /// <summary>What counts as one host.</summary>
    public IPAddress Key { get; } = AddressLimit.KeyOf(address);

    /// <summary>Whether a message is in work; only the places change it.</summary>
    public bool IsWorking { get; set; }

    /// <summary>Cancelled when others need the place.</summary>
    public CancellationToken GaveWay => _gaveWay.Token;

    /// <summary>Learns that a message is whole; false: the connection had to give way before.</summary>
    public bool TryWork() => places.TryWork(this);

    /// <summary>Learns that the message is answered, and the next one awaited.</summary>
    public void Wait() => places.Wait(this);

    /// <summary>Has the connection closed, without waiting for that.</summary>
    public void GiveWay() => _ = _gaveWay.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => places.Leave(this);
}
