using System.Net;
using System.Net.Sockets;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Web;

/// <summary>Connections that take places, and what desks and devices at other addresses notice of them: nothing.</summary>
public sealed class ConnectionTests
{
    private const string Path = "rs/AETITLE_1/mwlitems";
    private const string Desk = "127.0.0.99";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_ThatAreSilent_OfTenAddresses_GiveWayToOthers()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        using var idle = new IdlePeers();

        await OpenAllPlacesAsync(scene, idle);

        Assert.Single((await As(scene, Desk).GetJsonAsync(Path)).AsArray());
        Assert.Single((await As(scene, "127.0.0.2").GetJsonAsync(Path)).AsArray());
    }

    [Fact]
    public async Task Connections_WithARequestOfNobody_GiveWayToUsers()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        using var idle = new IdlePeers();

        await OpenAllPlacesAsync(
            scene, idle,
            "POST /session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        Assert.Single((await As(scene, Desk).GetJsonAsync(Path)).AsArray());
    }

    [Fact]
    public async Task RequestOfAUser_KeepsItsPlace()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        HttpClient desk = As(scene, Desk);
        using HttpResponseMessage events = await desk.GetAsync(
            "desk/AETITLE_1/events", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal(HttpStatusCode.OK, events.StatusCode);
        using var reader = new StreamReader(await events.Content.ReadAsStreamAsync(Cancelled));
        using var idle = new IdlePeers();

        await OpenAllPlacesAsync(scene, idle);
        Assert.Equal(201, (await As(scene, "127.0.0.98").SendAsync("POST", Path, WebRequests.NewEntry())).Status);

        string? line;
        do
        {
            line = await reader.ReadLineAsync(Cancelled);
            Assert.NotNull(line);
        }
        while (!line.StartsWith("data:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connections_TenThousand_LeaveDevicesAndDesksAlone_AndNothingBehind()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        Assert.Single((await As(scene, Desk).GetJsonAsync(Path)).AsArray());
        int files = OpenFiles.Count(scene.Daemon);
        int count = Math.Min(10_000, MostFiles() - 1000);
        TestContext.Current.SendDiagnosticMessage("{0} connections", count);
        using var idle = new IdlePeers();

        const int OfAddress = 100;
        for (var i = 0; i < count; i += OfAddress)
        {
            await idle.ConnectAsync(scene.Daemon.HttpPort, OfAddress, $"127.0.1.{(i / OfAddress) + 1}");
        }

        Assert.Equal(["AV35674"], await scene.Daemon.FindPatientIDsAsync());
        Assert.Single((await As(scene, "127.0.0.98").GetJsonAsync(Path)).AsArray());
        idle.Dispose();
        await Eventually.IsTrueAsync(
            () => OpenFiles.Count(scene.Daemon) <= files + 1, "no more files than before, but of this request");
    }

    // Connections are taken in the order in which they come: who connects after them finds no place.
    private static async Task OpenAllPlacesAsync(WebScene scene, IdlePeers idle, string? send = null)
    {
        for (var address = 2; address <= 11; address++)
        {
            await idle.ConnectAsync(scene.Daemon.HttpPort, 100, $"127.0.0.{address}");
        }

        if (send is not null)
        {
            await idle.SendAsync(send);
        }
    }

    // The runtime has raised the soft limit up to the hard one.
    private static int MostFiles() => int.Parse(
        File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3] is var soft && soft == "unlimited" ? "1000000" : soft,
        System.Globalization.CultureInfo.InvariantCulture);

    private static HttpClient As(WebScene scene, string address) => scene.As("desk", new SocketsHttpHandler
    {
        UseCookies = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
