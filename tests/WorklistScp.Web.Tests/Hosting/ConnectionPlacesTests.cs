using System.Net;
using Microsoft.AspNetCore.Connections;
using WorklistScp.Web.Hosting;

namespace WorklistScp.Web.Tests.Hosting;

/// <summary>Whose connection gives way to a new one.</summary>
public sealed class ConnectionPlacesTests : IAsyncDisposable
{
    private const string Proxy = "203.0.113.1";

    private readonly ConnectionPlaces _places =
        new(4, 3, address => address.Equals(IPAddress.Parse(Proxy)));

    private readonly List<DefaultConnectionContext> _connections = [];

    public async ValueTask DisposeAsync()
    {
        foreach (DefaultConnectionContext connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task AllTaken_TheLongestSilentOfTheAddressThatHasMost_GivesWay()
    {
        Take("192.0.2.1");
        Take("192.0.2.2");
        Take("192.0.2.2");
        Take("192.0.2.3");

        Take("192.0.2.4");
        await AssertClosedAsync(1);
        Take("192.0.2.5");
        await AssertClosedAsync(1, 0); // all have one, and the first was silent longest
    }

    [Fact]
    public async Task AddressThatHasAllItMay_ClosesItsOwn()
    {
        Take("192.0.2.1");
        Take("192.0.2.2");
        Take("192.0.2.2");
        Take("192.0.2.2");

        Take("192.0.2.2");
        await AssertClosedAsync(1);
    }

    [Fact]
    public async Task ConnectionThatWasUsed_HasBeenSilentForLessLong()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 3).Select(_ => Take("192.0.2.1")!)];
        places[0].BeginRequest().Dispose();

        Take("192.0.2.1");
        await AssertClosedAsync(1);
    }

    [Fact]
    public async Task RequestOfNobody_GivesWayAfterTheSilentOnes_AndOfAUserNever()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 3).Select(_ => Take("192.0.2.1")!)];
        PlaceOfRequest nobodys = places[0].BeginRequest();
        PlaceOfRequest first = places[1].BeginRequest();
        PlaceOfRequest second = places[1].BeginRequest(); // HTTP/2
        first.HasUser();
        second.HasUser();

        Take("192.0.2.1")!.BeginRequest().HasUser();
        await AssertClosedAsync(2);
        Take("192.0.2.1")!.BeginRequest().HasUser();
        await AssertClosedAsync(2, 0);
        Assert.Throws<ConnectionAbortedException>(nobodys.HasUser);
        first.Dispose();
        Assert.Null(Take("192.0.2.1"));
        second.Dispose();
        Assert.NotNull(Take("192.0.2.1"));
        await AssertClosedAsync(2, 0, 1);
    }

    [Fact]
    public async Task Proxy_MayHaveAll_AndGivesWayAfterOthers()
    {
        Take("192.0.2.1");
        Take(Proxy);
        Take(Proxy);
        Take(Proxy);

        Take(Proxy);
        await AssertClosedAsync(0);
        Take("192.0.2.1");
        await AssertClosedAsync(0, 1);
    }

    [Fact]
    public void Place_ThatIsLeft_IsFree()
    {
        ConnectionPlace[] places = [.. Enumerable.Range(0, 3).Select(_ => Take("192.0.2.1")!)];
        Array.ForEach(places, place => place.Dispose());

        Assert.All(Enumerable.Range(0, 3), _ => Take("192.0.2.1"));
        Assert.All(_connections, connection => Assert.False(connection.ConnectionClosed.IsCancellationRequested));
    }

    private ConnectionPlace? Take(string address)
    {
        var connection = new DefaultConnectionContext
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 50_000),
        };
        _connections.Add(connection);
        return _places.TryTake(connection);
    }

    // A connection is told on another thread.
    private async Task AssertClosedAsync(params int[] numbers)
    {
        foreach (int number in numbers)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            var closed = new TaskCompletionSource();
            await using CancellationTokenRegistration telling =
                _connections[number].ConnectionClosed.Register(() => closed.TrySetResult());
            await closed.Task.WaitAsync(limit.Token);
        }

        Assert.Equal(numbers.Length, _connections.Count(each => each.ConnectionClosed.IsCancellationRequested));
    }
}
