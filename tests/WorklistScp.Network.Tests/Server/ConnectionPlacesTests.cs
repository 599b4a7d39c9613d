using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Tests.Server;

/// <summary>Whose connection gives way to a new one.</summary>
public sealed class ConnectionPlacesTests : IDisposable
{
    private readonly ConnectionPlaces _places = new(4, canGiveWay: true);
    private readonly List<Socket> _sockets = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    [Fact]
    public void TryTake_WhilePlacesAreFree_TakesNobodysPlace()
    {
        for (var i = 0; i < 4; i++)
        {
            Take("192.0.2.1");
        }
    }

    [Fact]
    public void TryTake_AllTaken_ClosesTheOldestOfTheAddressThatHoldsMost()
    {
        ConnectionPlace few = Take("192.0.2.1");
        ConnectionPlace oldest = Take("192.0.2.2");
        ConnectionPlace second = Take("192.0.2.2");
        Take("192.0.2.2");

        Assert.Same(oldest, WhoGivesWayTo("192.0.2.3"));
        Assert.Same(second, WhoGivesWayTo("192.0.2.3"));
        Assert.Throws<ObjectDisposedException>(() => _sockets[1].Available);
        Assert.Equal(0, _sockets[0].Available);
        Assert.False(few.GaveWay.IsCancellationRequested);
    }

    [Fact]
    public void TryTake_OfAnAddressThatHoldsMost_ClosesItsOwn()
    {
        Take("192.0.2.1");
        Take("192.0.2.1");
        ConnectionPlace own = Take("192.0.2.2");
        Take("192.0.2.2");

        Assert.Same(own, WhoGivesWayTo("192.0.2.2"));
    }

    [Fact]
    public void TryTake_AllAddressesHoldOne_ClosesTheOldest()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(1, 4).Select(number => Take($"192.0.2.{number}"))];

        Assert.Same(places[0], WhoGivesWayTo("192.0.2.5"));
        Assert.Same(places[1], WhoGivesWayTo("192.0.2.6"));
    }

    [Fact]
    public void TryTake_NetworkOfIPv6_CountsAsOneAddress()
    {
        Take("192.0.2.1");
        Take("2001:db8:0:1::1");
        ConnectionPlace oldest = Take("2001:db8:0:2::1");
        Take("2001:db8:0:2::2");

        Assert.Same(oldest, WhoGivesWayTo("192.0.2.2"));
    }

    [Fact]
    public void Association_IsNeverClosed_AndCountsAgainWhenItIsOver()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 4).Select(_ => Take("192.0.2.1"))];
        foreach (ConnectionPlace place in places[..3])
        {
            place.HasRequest();
            place.HasAssociation();
        }

        Assert.Same(places[3], WhoGivesWayTo("192.0.2.2"));
        places[1].IsOver();
        places[0].IsOver();
        Assert.Same(places[1], WhoGivesWayTo("192.0.2.3"));
    }

    [Fact]
    public void Request_ThatIsComplete_GivesWayAfterTheSilentOnes()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 4).Select(_ => Take("192.0.2.1"))];
        places[0].HasRequest();
        places[1].HasRequest();

        Assert.Same(places[2], WhoGivesWayTo("192.0.2.2"));
        Assert.Same(places[3], WhoGivesWayTo("192.0.2.2"));
        places[0].HasAssociation();
        Assert.Throws<IOException>(places[3].HasAssociation);
    }

    [Fact]
    public void Client_OfAProxy_CountsInItsPlaceOnceItIsKnown()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 4).Select(_ => Take("192.0.2.1"))];
        places[0].BelongTo(IPAddress.Parse("192.0.2.8"));
        places[1].BelongTo(IPAddress.Parse("192.0.2.9"));
        places[3].BelongTo(IPAddress.Parse("192.0.2.9"));

        Assert.Same(places[1], WhoGivesWayTo("192.0.2.3"));
    }

    [Fact]
    public async Task AllAssociated_NewOnesWaitUntilOneLeavesOrIsOver()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 4).Select(_ => Take("192.0.2.1"))];
        Array.ForEach(places, place => place.HasAssociation());
        Assert.Null(TryTake("192.0.2.2", out ConnectionPlace? gaveWay));
        Assert.Null(gaveWay);

        Task waiting = _places.WaitAsync(Cancelled);
        Assert.False(waiting.IsCompleted);
        places[0].IsOver();
        await waiting;
        Assert.Same(places[0], WhoGivesWayTo("192.0.2.2"));
        places[0].Dispose(); // it gave its place away

        places[1].Dispose();
        Take("192.0.2.2");
    }

    [Fact]
    public async Task NobodyMayGiveWay_NewOnesWait()
    {
        var places = new ConnectionPlaces(1, canGiveWay: false);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        ConnectionPlace first = places.TryTake(socket, IPAddress.Loopback, out _)!;

        Assert.Null(places.TryTake(socket, IPAddress.Loopback, out ConnectionPlace? gaveWay));
        Assert.Null(gaveWay);
        Task waiting = places.WaitAsync(Cancelled);
        Assert.False(waiting.IsCompleted);
        first.Dispose();

        await waiting;
        Assert.NotNull(places.TryTake(socket, IPAddress.Loopback, out _));
    }

    private ConnectionPlace Take(string address)
    {
        ConnectionPlace? place = TryTake(address, out ConnectionPlace? gaveWay);
        Assert.NotNull(place);
        Assert.Null(gaveWay);
        return place;
    }

    private ConnectionPlace? WhoGivesWayTo(string address)
    {
        Assert.NotNull(TryTake(address, out ConnectionPlace? gaveWay));
        Assert.True(gaveWay?.GaveWay.IsCancellationRequested);
        return gaveWay;
    }

    private ConnectionPlace? TryTake(string address, out ConnectionPlace? gaveWay)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return _places.TryTake(socket, IPAddress.Parse(address), out gaveWay);
    }
}
