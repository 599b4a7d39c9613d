using System.Text;

namespace Wlmscp.Tests.Hl7;

/// <summary>What a sender may take of memory, time and places; others have theirs meanwhile.</summary>
public sealed class MllpLimitTests : IDisposable
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxConnections = 100;

    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Message_OfMostBytes_IsAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Hl7Messages.Framed(OrderOf(MaxLength)));

        Assert.Equal("AA M1", await peer.ReceiveAsync());
    }

    // Three times as many bytes: the answer comes though nobody reads them.
    [Theory]
    [InlineData(MaxLength + 1)]
    [InlineData(3 * MaxLength)]
    public async Task Message_OfMoreBytes_IsRejected_AndTheConnectionClosed(int length)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Hl7Messages.Framed(OrderOf(length)));

        Assert.Equal("AR M1", await peer.ReceiveAsync());
        Assert.Null(await peer.ReceiveAsync());
        peer.CloseSending();
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith(": a message of more than 1048576 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sender_WhoStopsWithinAMessage_DelaysNobody_AndIsClosed()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--pdu-timeout", "1");
        using MllpPeer idle = await MllpPeer.ConnectAsync(daemon);
        using MllpPeer slow = await MllpPeer.ConnectAsync(daemon);
        using MllpPeer quick = await MllpPeer.ConnectAsync(daemon);

        await slow.SendAsync(Hl7Messages.Framed(Hl7Messages.Order("SLOW")).AsMemory(0, 50));
        Assert.Equal("AA QUICK", await quick.OrderAsync("QUICK"));

        Assert.Null(await slow.ReceiveAsync());
        await daemon.WaitForErrorLineAsync(
            line => line.EndsWith(": a message did not arrive in full within 1 s, expected 0x1C 0x0D behind it", StringComparison.Ordinal));
        Assert.Equal("AA QUICK", await quick.OrderAsync("QUICK"));
        Assert.Equal("AA IDLE", await idle.OrderAsync("IDLE"));
        await daemon.AssertServesAsync();
    }

    // Each of its bytes comes in time, and yet the message does not.
    [Fact]
    public async Task Message_ThatTrickles_IsCountedFromItsFirstByte()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--pdu-timeout", "1");
        using MllpPeer slow = await MllpPeer.ConnectAsync(daemon);
        Task<string?> answer = slow.ReceiveAsync();

        await slow.SendAsync(new byte[] { 0x0b });
        while (await Task.WhenAny(answer, Task.Delay(100, TestContext.Current.CancellationToken)) != answer)
        {
            await Record.ExceptionAsync(() => slow.SendAsync("X"u8.ToArray()));
        }

        Assert.Null(await answer);
    }

    [Fact]
    public async Task Sender_WhoReadsNoAnswer_IsClosed_AndDelaysNobody()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("--pdu-timeout", "1", "-q");
        using MllpPeer deaf = await MllpPeer.ConnectAsync(daemon);
        byte[] message = Hl7Messages.Framed(Hl7Messages.OrderOfNobody("M1")); // which is soon answered
        byte[] messages = [.. Enumerable.Repeat(message, 200).SelectMany(bytes => bytes)];

        Exception? failure = null;
        while (failure is null)
        {
            failure = await Record.ExceptionAsync(() => deaf.SendAsync(messages));
        }

        using MllpPeer quick = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await quick.OrderAsync());
    }

    [Fact]
    public async Task Connection_BeyondThoseThatMayBe_TakesThePlaceOfWhoHasMost()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer sender = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await sender.OrderAsync());
        var greedy = new List<MllpPeer>();
        try
        {
            while (greedy.Count < MaxConnections)
            {
                greedy.Add(await MllpPeer.ConnectAsync(daemon, "127.0.0.2"));
                await greedy[^1].SendAsync(new byte[] { 0x0b });
            }

            Assert.Null(await greedy[0].ReceiveAsync());
            await daemon.WaitForErrorLineAsync(line => line.Contains(
                "as many HL7 connections are open as may be, 100: of the address that has most",
                StringComparison.Ordinal));
            Assert.Equal("AA M2", await sender.OrderAsync("M2"));
            using MllpPeer other = await MllpPeer.ConnectAsync(daemon, "127.0.0.3");
            Assert.Equal("AA M3", await other.OrderAsync("M3"));
            Assert.Null(await greedy[1].ReceiveAsync());
            await daemon.AssertServesAsync();
        }
        finally
        {
            greedy.ForEach(peer => peer.Dispose());
        }
    }

    private static byte[] OrderOf(int length)
    {
        byte[] order = Hl7Messages.Order();
        byte[] notes = Encoding.ASCII.GetBytes("NTE|1||" + new string('x', length - order.Length - 8) + "\r");
        byte[] all = [.. order, .. notes];
        Assert.Equal(length, all.Length);
        return all;
    }
}
