using System.Net;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

/// <summary>Whose turn is next, and who has to go when too many wait.</summary>
public sealed class AddressTurnsTests
{
    private readonly AddressTurns _turns = new(1, 4);

    [Fact]
    public async Task Turns_GoRoundTheAddresses()
    {
        Assert.True(await BeginAsync("192.0.2.1"));
        Task<bool> second = BeginAsync("192.0.2.1");
        Task<bool> third = BeginAsync("192.0.2.1");
        Task<bool> other = BeginAsync("192.0.2.2");

        await AssertNextAsync(other);
        await AssertNextAsync(second);
        Task<bool> another = BeginAsync("192.0.2.3");
        await AssertNextAsync(another);
        Assert.False(third.IsCompleted);
        await AssertNextAsync(third);
    }

    [Fact]
    public async Task Turn_IsFree_WhenNobodyHasIt()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await BeginAsync("192.0.2.1"));
            _turns.End();
        }
    }

    [Fact]
    public async Task NoPlaceToWait_GoesToTheAddressThatHasMost()
    {
        await BeginAsync("192.0.2.1");
        Task<bool>[] many = [.. Enumerable.Range(0, 3).Select(_ => BeginAsync("192.0.2.1"))];
        Task<bool> few = BeginAsync("192.0.2.2");

        Assert.False(await BeginAsync("192.0.2.1"));
        Task<bool> another = BeginAsync("192.0.2.3");
        Assert.Equal(1, many.Count(wait => wait.IsCompleted));
        Assert.False(await many.Single(wait => wait.IsCompleted));
        await AssertNextAsync(few);
        await AssertNextAsync(another);
    }

    [Fact]
    public async Task NoPlaceToWait_AllHaveOne_GoesToWhoHadNoTurn()
    {
        string[] guessers = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];
        foreach (string address in guessers)
        {
            Assert.True(await BeginAsync(address));
            _turns.End();
        }

        await BeginAsync("192.0.2.1");
        Task<bool>[] waiting = [.. guessers.Select(BeginAsync)];
        Task<bool> another = BeginAsync("192.0.2.9");

        Assert.False(await waiting[0]); // of who had the last turn
        await AssertNextAsync(another);
        await AssertNextAsync(waiting[1]);
    }

    [Fact]
    public async Task NetworkOfIPv6_IsOneAddress()
    {
        await BeginAsync("2001:db8::1");
        Task<bool> same = BeginAsync("2001:db8::2");
        Task<bool> other = BeginAsync("2001:db8:0:1::1");

        await AssertNextAsync(other);
        await AssertNextAsync(same);
    }

    private Task<bool> BeginAsync(string address) => _turns.TryBeginAsync(IPAddress.Parse(address));

    private async Task AssertNextAsync(Task<bool> waiting)
    {
        Assert.False(waiting.IsCompleted);
        _turns.End();
        Assert.True(await waiting);
    }
}
