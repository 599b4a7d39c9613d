using System.Net;
using System.Net.Sockets;

namespace WorklistScp.Network.Server;

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
