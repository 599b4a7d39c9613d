using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Server;

/// <summary>
/// How many connections may be open at once. Where all places are taken, a new one gets that of a connection without
/// an association: of the address that holds most of these, its oldest silent one is closed. So a host that opens many
/// and says nothing harms itself first. Any thread may call.
/// </summary>
/// <param name="count">The number of places.</param>
/// <param name="canGiveWay">Whether any are taken away; if not, new ones wait.</param>
internal sealed class ConnectionPlaces(int count, bool canGiveWay)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, PlacesOfAddress> _pending = [];
    private TaskCompletionSource? _waitedFor;
    private long _lastSince;
    private int _taken;

    /// <summary>The number of places.</summary>
    public int Count => count;

    /// <summary>Takes a place, that of another connection if need be.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="address">Whose it is.</param>
    /// <param name="gaveWay">The connection that was closed for it, if one was.</param>
    /// <returns>The place; null when all belong to associations, see <see cref="WaitAsync"/>.</returns>
    public ConnectionPlace? TryTake(Socket socket, IPAddress address, out ConnectionPlace? gaveWay)
    {
        var place = new ConnectionPlace(this, socket, address);
        lock (_lock)
        {
            gaveWay = _taken == count && canGiveWay ? FindWhoGivesWay(AddressLimit.KeyOf(address)) : null;
            if (gaveWay is not null)
            {
                Set(gaveWay, ConnectionUse.Left);
            }
            else if (_taken == count)
            {
                return null;
            }

            _taken++;
            Add(place);
        }

        gaveWay?.GiveWay();
        return place;
    }

    /// <summary>Waits until it may be that there is a place.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_taken < count || (canGiveWay && _pending.Count > 0))
            {
                return Task.CompletedTask;
            }

            _waitedFor ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waitedFor.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Moves a place to another address.</summary>
    public void Move(ConnectionPlace place, IPAddress address)
    {
        lock (_lock)
        {
            if (place.Use != ConnectionUse.Left)
            {
                Remove(place);
                place.Address = address;
                Add(place);
            }
        }
    }

    /// <summary>Learns what a connection does; false when its place was taken away.</summary>
    public bool Change(ConnectionPlace place, ConnectionUse use)
    {
        lock (_lock)
        {
            if (place.Use != ConnectionUse.Left && place.Use != use)
            {
                Set(place, use);
            }

            return place.Use == use;
        }
    }

    /// <summary>Takes a place back, unless it was taken away.</summary>
    public void Leave(ConnectionPlace place) => Change(place, ConnectionUse.Left);

    // Of those that hold most the own address goes first, then the one that has held its oldest for longest.
    private ConnectionPlace? FindWhoGivesWay(IPAddress own) => _pending.Count == 0
        ? null
        : _pending.MaxBy(entry => (entry.Value.Count, entry.Key.Equals(own), -entry.Value.Oldest.Since)).Value.Oldest;

    private void Set(ConnectionPlace place, ConnectionUse use)
    {
        Remove(place);
        place.Use = use;
        Add(place);
        if (use == ConnectionUse.Left)
        {
            _taken--;
        }

        if (use is ConnectionUse.Left or ConnectionUse.Silent)
        {
            _waitedFor?.SetResult();
            _waitedFor = null;
        }
    }

    private void Add(ConnectionPlace place)
    {
        place.Since = ++_lastSince;
        if (!place.IsPending)
        {
            return;
        }

        IPAddress key = AddressLimit.KeyOf(place.Address);
        if (!_pending.TryGetValue(key, out PlacesOfAddress? places))
        {
            _pending.Add(key, places = new PlacesOfAddress());
        }

        (place.Use == ConnectionUse.Silent ? places.Silent : places.Requested).AddLast(place.Node);
    }

    private void Remove(ConnectionPlace place)
    {
        if (!place.IsPending)
        {
            return;
        }

        place.Node.List!.Remove(place.Node);
        IPAddress key = AddressLimit.KeyOf(place.Address);
        if (_pending[key].Count == 0)
        {
            _pending.Remove(key);
        }
    }

    // Those without an association. Who waits for an answer gives way only when nobody is silent.
    private sealed class PlacesOfAddress
    {
        public LinkedList<ConnectionPlace> Silent { get; } = [];

        public LinkedList<ConnectionPlace> Requested { get; } = [];

        public int Count => Silent.Count + Requested.Count;

        public ConnectionPlace Oldest => (Silent.First ?? Requested.First)!.Value;
    }
}

/// <summary>The place of one connection; dispose it when the connection is closed. Any thread may call.</summary>
internal sealed class ConnectionPlace : IDisposable
{
    private readonly ConnectionPlaces _places;
    private readonly Socket _socket;
    private readonly CancellationTokenSource _gaveWay = new(); // nothing of it needs to be disposed

    /// <summary>Makes a place, which is in no list yet.</summary>
    /// <param name="places">Where it is.</param>
    /// <param name="socket">The connection, closed when it has to give way.</param>
    /// <param name="address">Whose it is.</param>
    public ConnectionPlace(ConnectionPlaces places, Socket socket, IPAddress address)
    {
        _places = places;
        _socket = socket;
        Address = address;
        Node = new LinkedListNode<ConnectionPlace>(this);
    }

    /// <summary>Cancelled when the connection was closed because others needed its place.</summary>
    public CancellationToken GaveWay => _gaveWay.Token;

    /// <summary>Whose it is: the proxy's until the client is known.</summary>
    public IPAddress Address { get; set; }

    /// <summary>What its connection does; only the places change it.</summary>
    public ConnectionUse Use { get; set; }

    /// <summary>Since when it does that: larger than that of every place that has done so for longer.</summary>
    public long Since { get; set; }

    /// <summary>Whether it has no association.</summary>
    public bool IsPending => Use is ConnectionUse.Silent or ConnectionUse.Requested;

    /// <summary>Its entry in the one list of its address that it is in; in none while it is not pending.</summary>
    public LinkedListNode<ConnectionPlace> Node { get; }

    /// <summary>Learns whose connection it is, from the proxy that it comes through.</summary>
    public void BelongTo(IPAddress client) => _places.Move(this, client);

    /// <summary>Learns that a whole association request is there.</summary>
    public void HasRequest() => _places.Change(this, ConnectionUse.Requested);

    /// <summary>Learns that there is an association; from now on the place is not taken away.</summary>
    /// <exception cref="IOException">It has been taken away.</exception>
    public void HasAssociation()
    {
        if (!_places.Change(this, ConnectionUse.Associated))
        {
            throw new IOException("the connection was closed for another one");
        }
    }

    /// <summary>Learns that there is no association any more, and that the peer knows it: it has to close.</summary>
    public void IsOver() => _places.Change(this, ConnectionUse.Silent);

    /// <summary>Closes the connection at once, and does not wait for those who use it.</summary>
    public void GiveWay()
    {
        _ = _gaveWay.CancelAsync();
        _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Leave(this);
}

/// <summary>What a connection does with its place.</summary>
internal enum ConnectionUse
{
    /// <summary>Nothing: its request is not complete, or its association has ended.</summary>
    Silent,

    /// <summary>It waits for the answer to its request.</summary>
    Requested,

    /// <summary>It has an association.</summary>
    Associated,

    /// <summary>Nothing any more: it was closed.</summary>
    Left,
}
