namespace Wlmscp.Tests.Hl7;

/// <summary>However the bytes of messages come, each message is answered, in order.</summary>
public sealed class MllpFrameTests : IDisposable
{
    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Message_SplitAtEachByte_IsAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        byte[] bytes = Hl7Messages.Framed(Hl7Messages.Order());

        for (var at = 1; at < bytes.Length; at++)
        {
            await peer.SendAsync(bytes.AsMemory(0, at));
            await peer.SendAsync(bytes.AsMemory(at));

            Assert.Equal("AA M1", await peer.ReceiveAsync());
        }
    }

    [Fact]
    public async Task Message_ByteByByte_IsAnswered()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        foreach (byte each in Hl7Messages.Framed(Hl7Messages.Order()))
        {
            await peer.SendAsync(new[] { each });
        }

        Assert.Equal("AA M1", await peer.ReceiveAsync());
    }

    [Fact]
    public async Task Messages_AtOnce_AreAnsweredInOrder()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync((byte[])
        [
            .. Hl7Messages.Framed(Hl7Messages.Order("M1")), .. Hl7Messages.Framed(Hl7Messages.OrderOfNobody("M2")),
            .. Hl7Messages.Framed(Hl7Messages.Order("M3"))[..40],
        ]);

        Assert.Equal("AA M1", await peer.ReceiveAsync());
        Assert.Equal("AE M2", await peer.ReceiveAsync());
        await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order("M3")).AsMemory(40));
        Assert.Equal("AA M3", await peer.ReceiveAsync());
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Segments_WithAnyEnd_AreRead(string end)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Hl7Messages.Framed(Hl7Messages.Order(end: end)));

        Assert.Equal("AA M1", await peer.ReceiveAsync());
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\0\0\r\n \x1c\r")]
    public async Task Noise_BeforeAMessage_IsSkipped(string noise)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        foreach (string controlID in (string[])["M1", "M2"])
        {
            await peer.SendAsync((byte[])
            [
                .. noise.Select(c => (byte)c), .. Hl7Messages.Framed(Hl7Messages.Order(controlID)),
            ]);

            Assert.Equal($"AA {controlID}", await peer.ReceiveAsync());
        }
    }

    [Fact]
    public async Task Bytes_WithoutMllp_CloseTheConnection()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Enumerable.Repeat((byte)'X', 1025).ToArray());

        Assert.Null(await peer.ReceiveAsync());
        await daemon.WaitForErrorLineAsync(line => line.Contains(
            " WARN HL7 #1: closing 127.0.0.1:", StringComparison.Ordinal)
            && line.EndsWith(": more than 1024 bytes before a message, expected MLLP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_OfSomethingElse_IsRejected_AndTheNextIsTaken()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);

        await peer.SendAsync(Hl7Messages.Framed([.. "GET / HTTP/1.1"u8]));

        Assert.Equal("AR ", await peer.ReceiveAsync());
        Assert.Equal("AA M1", await peer.OrderAsync());
    }
}
