using System.Net;
using Microsoft.AspNetCore.Connections;

namespace WorklistScp.Web.Hosting;

/// <summary>
/// How many connections may be open at once, and how many of one address. Where all places are taken, a new one gets that
/// of a connection that carries no request of a user: of the address that has most of these, the one that has been silent
/// longest. So a host that opens many harms itself first. Any thread may call.
/// </summary>
/// <param name="count">The number of places.</param>
/// <param name="mostOfAddress">How many of them one address may have.</param>
/// <param name="isProxy">Whether an address stands for many clients: it may have all, and gives way after the others.</param>
internal sealed class ConnectionPlaces(int count, int mostOfAddress, Func<IPAddress, bool> isProxy)
{
    private readonly Lock _lock = new();
    private readonly List<ConnectionPlace> _places = []; // those that have been silent longest first

    /// <summary>Serves a connection, or closes it.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using ConnectionPlace? place = TryTake(connection);
        if (place is null)
        {
            connection.Abort(new ConnectionAbortedException("all places are taken"));
            return;
        }

        connection.Features.Set(place);
        await next(connection);
    }

    /// <summary>Takes a place, that of another connection if need be, which is closed.</summary>
    /// <param name="connection">The connection.</param>
    /// <returns>The place; null: all carry requests of users.</returns>
    public ConnectionPlace? TryTake(ConnectionContext connection)
    {
        IPAddress peer = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        IPAddress address = ClientNetwork.Of(peer);
        var place = new ConnectionPlace(this, connection, address, isProxy(peer));
        ConnectionPlace? gaveWay = null;
        lock (_lock)
        {
            ConnectionPlace[] own = [.. _places.Where(each => each.Address.Equals(address))];
            bool hasMost = own.Length >= mostOfAddress && !place.IsProxy;
            if (hasMost || _places.Count == count)
            {
                gaveWay = FindWhoGivesWay(hasMost ? own : _places, address);
                if (gaveWay is null)
                {
                    return null;
                }

                _places.Remove(gaveWay);
            }

            _places.Add(place);
        }

        gaveWay?.GiveWay();
        return place;
    }

    /// <summary>Learns of requests that have begun, or ended; false: the place was taken away.</summary>
    /// <param name="place">The place.</param>
    /// <param name="requests">How many more there are.</param>
    /// <param name="ofUsers">How many more of them are known to be a user's.</param>
    public bool Change(ConnectionPlace place, int requests, int ofUsers)
    {
        lock (_lock)
        {
            place.Requests += requests;
            place.RequestsOfUsers += ofUsers;
            bool isThere = _places.Remove(place);
            if (isThere)
            {
                _places.Add(place);
            }

            return isThere;
        }
    }

    /// <summary>Takes a place back, unless it was taken away.</summary>
    public void Leave(ConnectionPlace place)
    {
        lock (_lock)
        {
            _places.Remove(place);
        }
    }

    // Of addresses that have as many, the own one, then the one whose connection has been silent longest: it comes first.
    private static ConnectionPlace? FindWhoGivesWay(IEnumerable<ConnectionPlace> places, IPAddress own) => places
        .Where(place => place.RequestsOfUsers == 0)
        .GroupBy(place => place.Address)
        .MaxBy(group => (!group.First().IsProxy, group.Count(), group.Key.Equals(own)))?
        .MinBy(place => place.Requests > 0);
}

/// <summary>The place of one connection; dispose it when the connection is closed. Any thread may call.</summary>
/// <param name="places">Where it is.</param>
/// <param name="connection">The connection, closed when it has to give way.</param>
/// <param name="address">What counts as its address.</param>
/// <param name="isProxy">Whether that stands for many clients.</param>
internal sealed class ConnectionPlace(
    ConnectionPlaces places, ConnectionContext connection, IPAddress address, bool isProxy) : IDisposable
{
    /// <summary>What counts as its address.</summary>
    public IPAddress Address => address;

    /// <summary>Whether that stands for many clients.</summary>
    public bool IsProxy => isProxy;

    /// <summary>How many requests it carries, of HTTP/2 several; only the places change it.</summary>
    public int Requests { get; set; }

    /// <summary>How many of these are known to be a user's: as long as there is one, the place is not taken away.</summary>
    public int RequestsOfUsers { get; set; }

    /// <summary>Learns that the head of a request is there; dispose it when that is answered.</summary>
    public PlaceOfRequest BeginRequest()
    {
        places.Change(this, 1, 0);
        return new PlaceOfRequest(this, places);
    }

    /// <summary>Closes the connection at once.</summary>
    public void GiveWay() => connection.Abort(new ConnectionAbortedException("others need its place"));

    /// <inheritdoc/>
    public void Dispose() => places.Leave(this);
}

/// <summary>A request that a connection carries.</summary>
/// <param name="place">The place of the connection.</param>
/// <param name="places">Where that is.</param>
internal sealed class PlaceOfRequest(ConnectionPlace place, ConnectionPlaces places) : IDisposable
{
    private int _ofUser;

    /// <summary>Learns that it is a user's: the place is not taken away before it is answered.</summary>
    /// <exception cref="ConnectionAbortedException">It has been taken away.</exception>
    public void HasUser()
    {
        _ofUser = 1;
        if (!places.Change(place, 0, _ofUser))
        {
            throw new ConnectionAbortedException("the connection was closed for another one");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Change(place, -1, -_ofUser);
}
