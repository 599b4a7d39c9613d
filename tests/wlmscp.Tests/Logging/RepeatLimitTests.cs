using System.Globalization;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Logging;

/// <summary>What peers can bring about as often as they like does not fill the log.</summary>
public sealed class RepeatLimitTests : IDisposable
{
    private const int Times = 50;
    private const int Written = 1;

    private static readonly byte[] ClientHello = [0x16, 3, 1, 0, 4, 1, 0, 0, 0];

    private static readonly byte[] BirthDateOfLetters =
        Convert.FromHexString("10003000" + "04000000" + "78787878");

    private static readonly byte[] PatientName = Convert.FromHexString("10001000" + "00000000");

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Refusals_Many_AreALine_AndACount()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
        await using RawPeer other = await RawPeer.AssociateAsync(daemon, "127.0.0.3");
        for (var i = 0; i < Times; i++)
        {
            await peer.SendFindAsync(3, BirthDateOfLetters, (ushort)(i + 1));
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
        }

        await other.SendFindAsync(3, BirthDateOfLetters);
        Assert.Equal(4, (await other.ReceiveAsync())![0]);
        await peer.ReleaseAsync();
        await other.ReleaseAsync();
        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, "at 127.0.0.1:", also: "refused with A900: ");
        Assert.Single(daemon.ErrorLines, line => line.Contains("#2: C-FIND 1 of ", StringComparison.Ordinal)
            && line.Contains(" at 127.0.0.3:", StringComparison.Ordinal));
    }

    // Each has its lines, whatever the other does.
    [Fact]
    public async Task Aborts_OfOneAddress_LeaveRoomForThoseOfAnother()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var i = 0; i < Times; i++)
        {
            await SendGarbageAsync(daemon, "127.0.0.2");
        }

        await SendGarbageAsync(daemon, "127.0.0.3");
        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, "aborting 127.0.0.2:");
        Assert.Single(daemon.ErrorLines, line => line.Contains("aborting 127.0.0.3:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CharactersThatAnAnswerCannotHold_AreALine_AndACount()
    {
        _scene.Area.Write("1.wl", new Entry { PatientName = "Händel^Georg", CharacterSet = "ISO_IR 100" });
        await using WlmscpProcess daemon = await _scene.StartAsync("--char-set", "ISO_IR 144");
        for (var i = 0; i < Times; i++)
        {
            await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
            // A pending response and its identifier, the last response, the release.
            Assert.Equal(4, (await peer.QueryAsync(3, PatientName)).Length);
        }

        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, " has characters outside ISO_IR 144", $"WARN {{0}}: 1.wl: ");
    }

    [Fact]
    public async Task RootThatCannotBeRead_IsALine_AndACount()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        Directory.Move(_scene.Root.Path, _scene.Root.Path + ".moved");
        try
        {
            for (var i = 0; i < Times; i++)
            {
                await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
                await peer.SendAsync(new AssociateRequest { CalledAETitle = $"NOBODY{i}" }.ToBytes());
                Assert.Equal(3, (await peer.ReceiveAsync())![0]); // A-ASSOCIATE-RJ
            }
        }
        finally
        {
            Directory.Move(_scene.Root.Path + ".moved", _scene.Root.Path);
        }

        Assert.Equal(0, await daemon.StopAsync());

        // An area may say that it cannot be watched, if the root moved before its watch was set.
        AssertLimited(
            daemon, $"{_scene.Root.Path}: No such file or directory", $"EROR {{0}}: {_scene.Root.Path}: ");
    }

    // Whoever has set a modality to TLS, but not the server, learns it from one line.
    [Fact]
    public async Task Tls_OnAPlainPort_IsCalledThat_OnceForAHost_AndCounted()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var i = 0; i < Times; i++)
        {
            await SendAsync(daemon, "127.0.0.2", ClientHello);
        }

        await SendGarbageAsync(daemon, "127.0.0.2"); // another fault
        await SendAsync(daemon, "127.0.0.3", ClientHello);
        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, ": peer speaks TLS, this port does not", also: "aborting 127.0.0.2:");
        Assert.Single(daemon.ErrorLines, line => line.Contains("aborting 127.0.0.2:", StringComparison.Ordinal)
            && line.Contains("UnrecognizedPdu", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.Contains("aborting 127.0.0.3:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--allow", "127.0.0.1", ": refused by --allow")]
    [InlineData("--proxy-protocol", "127.0.0.2", ": closed 127.0.0.2:")]
    public async Task HostsThatAreRefused_AreALine_AndACount(string option, string value, string part)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync(option, value);
        for (var i = 0; i < Times; i++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
            await peer.TrySendAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
            await peer.AssertClosedAsync();
        }

        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, part);
    }

    // A device has these once in an association, and may have many associations.
    [Fact]
    public async Task OddRequests_OfManyAssociations_AreALineEach_AndACount()
    {
        _scene.Area.Write("1.wl", new Entry { PatientName = "Nobody" }); // no match
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var i = 0; i < Times; i++)
        {
            await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
            await peer.SendAsync((byte[])
            [
                .. RawPeer.Command(3, DicomUID.Verification, 0x0020, 1, hasDataSet: true),
                .. RawPeer.Data(3, isCommand: false, PatientName),
            ]);
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
            await peer.SendFindAsync(3, [0x10, 0, 0x10, 0, 4, 0, 0, 0, 0x4D, 0xFC, 0x6C, 0x6C, 0, 0, 0, 0, 0, 0]);
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
        }

        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, ": answered with 0122");
        AssertLimited(daemon, ": zero bytes behind the last element");
        AssertLimited(daemon, ", read as ISO 8859-1");
    }

    [Fact]
    public async Task AbortsOfThePeer_AndLostConnections_AreALineEach_AndACount()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var i = 0; i < Times; i++)
        {
            await using RawPeer peer = await RawPeer.AssociateAsync(daemon, "127.0.0.2");
            await peer.SendAsync(new byte[] { 7, 0, 0, 0, 0, 4, 0, 0, 0, 0 });
            await peer.AssertClosedAsync();
            await using RawPeer lost = await RawPeer.AssociateAsync(daemon, "127.0.0.2");
            lost.CloseSending();
            await lost.AssertClosedAsync();
        }

        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, "aborted by 127.0.0.2:");
        AssertLimited(daemon, "the association with 127.0.0.2:");
    }

    [Fact]
    public async Task Rejections_AtInfo_AreALine_AndACount()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-v", "--refuse");
        for (var i = 0; i < Times; i++)
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(new AssociateRequest().ToBytes());
            Assert.Equal(3, (await peer.ReceiveAsync())![0]); // A-ASSOCIATE-RJ
        }

        Assert.Equal(0, await daemon.StopAsync());

        AssertLimited(daemon, "every association is refused", "INFO {0}: #");
    }

    [Fact]
    public async Task Debug_HasAll()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync("-d");
        for (var i = 0; i < Times; i++)
        {
            await SendGarbageAsync(daemon, "127.0.0.2");
        }

        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(
            Times, daemon.ErrorLines.Count(line => line.Contains("aborting 127.0.0.2:", StringComparison.Ordinal)));
    }

    private static Task SendGarbageAsync(WlmscpProcess daemon, string from) =>
        SendAsync(daemon, from, "GET / HTTP/1.0\r\n\r\n"u8.ToArray());

    private static async Task SendAsync(WlmscpProcess daemon, string from, byte[] bytes)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon, from);
        await peer.SendAsync(bytes);
        await peer.AssertAbortedAsync();
    }

    private static void AssertLimited(
        WlmscpProcess daemon, string part, string lastLine = "WARN {0}: #", string also = "")
    {
        string[] lines = [.. daemon.ErrorLines.Where(line =>
            line.Contains(part, StringComparison.Ordinal) && line.Contains(also, StringComparison.Ordinal))];
        Assert.True(lines.Length == Written + 1, string.Join('\n', daemon.ErrorLines));
        string count = string.Create(CultureInfo.InvariantCulture, $"{Times - Written} more like this in the last minute");
        Assert.Contains(
            string.Format(CultureInfo.InvariantCulture, " " + lastLine, count), lines[^1], StringComparison.Ordinal);
    }
}
