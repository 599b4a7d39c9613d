using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Tls;

/// <summary>Peers that are gone in the middle of a handshake, or send anything in place of the rest.</summary>
public sealed class BrokenHandshakeTests
{
    // TLS records begin with type, version and length (RFC 8446 5.1).
    private const int RecordHeader = 5;

    [Theory]
    [InlineData(SslProtocols.Tls12, 0)]
    [InlineData(SslProtocols.Tls13, 0)]
    [InlineData(SslProtocols.Tls12, 300)]
    [InlineData(SslProtocols.Tls13, 300)]
    public async Task Handshake_BrokenOffInAnyRecord_EndsThatConnectionAlone(SslProtocols version, int randomBytes)
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync();
        await using Bystander bystander = await scene.StartBystanderAsync(daemon);
        SslClientAuthenticationOptions options = scene.ClientOptions(scene.Modality);
        options.EnabledSslProtocols = version;
        options.AllowTlsResume = false; // each is a whole one
        int open = OpenFiles.Count(daemon);
        var random = new Random(await Seed.ChooseAsync());

        byte[] whole = await SpeakAsync(daemon, options, int.MaxValue, []);
        int times = randomBytes > 0 ? RandomCases.Times : 1;
        foreach (int length in Enumerable.Repeat(Places(whole), times).SelectMany(places => places))
        {
            var rest = new byte[randomBytes];
            random.NextBytes(rest);
            await SpeakAsync(daemon, options, length, rest);
        }

        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        await bystander.FinishAsync();
        await Eventually.IsTrueAsync(() => OpenFiles.Count(daemon) <= open, "the end of all connections");
        Assert.Contains(
            daemon.ErrorLines, line => line.Contains(": no TLS connection with ", StringComparison.Ordinal));
        string[] errors = [.. daemon.ErrorLines.Where(line => line.Contains(" EROR ", StringComparison.Ordinal))];
        Assert.True(errors.Length == 0, string.Join('\n', errors));
    }

    // Before each record, within and behind its header, in its middle and before its last byte.
    private static SortedSet<int> Places(byte[] records)
    {
        var places = new SortedSet<int>();
        for (int start = 0, end; start < records.Length; start = end)
        {
            int length = (records[start + 3] << 8) + records[start + 4];
            end = start + RecordHeader + length;
            places.UnionWith([start, start + 1, start + 4, start + RecordHeader, start + (length / 2), end - 1]);
        }

        Assert.True(places.Count > 10);
        return places;
    }

    // Waits until the daemon closes the connection. Returns what was sent of the handshake.
    private static async Task<byte[]> SpeakAsync(
        WlmscpProcess daemon, SslClientAuthenticationOptions options, int length, byte[] rest)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, daemon.TlsPort, TestContext.Current.CancellationToken);
        await using var stream = new BreakingStream(socket, length, rest);
        await using var secured = new SslStream(stream, leaveInnerStreamOpen: true);
        Exception? end = await Record.ExceptionAsync(
            () => secured.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken));
        Assert.True(end is null or IOException or AuthenticationException, end?.ToString());
        await stream.EndAsync();
        return [.. stream.Sent];
    }
}
