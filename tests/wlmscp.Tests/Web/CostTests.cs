using System.Globalization;
using System.Net.Sockets;
using Wlmscp.Tests.Faults;
using static Wlmscp.Tests.Web.RawRequests;

namespace Wlmscp.Tests.Web;

/// <summary>What clients may take of time, memory, log and disk.</summary>
public sealed class CostTests
{
    private const string Path = "rs/AETITLE_1/mwlitems";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Content-Length: 100000\r\n\r\n{", " ")] // slower than any line
    [InlineData("X: ", "a")]
    public async Task Request_ThatTrickles_IsEnded_AndKeepsNobodyWaiting(string begin, string more)
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        HttpClient other = scene.As("read");
        using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);
        await SendAsync(socket, RequestLine(scene, "POST", $"/{Path}") + begin);

        Task<string> end = ReceiveAsync(socket);
        while (await Task.WhenAny(end, Task.Delay(200, Cancelled)) != end)
        {
            Assert.Single((await other.GetJsonAsync(Path)).AsArray());
            if (await Record.ExceptionAsync(() => SendAsync(socket, more)) is SocketException)
            {
                break; // it is closed
            }
        }

        string? answer = null;
        Exception? reset = await Record.ExceptionAsync(async () => answer = await end);
        Assert.True(reset is SocketException || answer is "" or ['H', ..], $"{reset} {answer}");
        Assert.DoesNotContain("HTTP/1.1 2", answer ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_OfManyItems_SideBySide_TakeBoundedMemory()
    {
        const int Bodies = 90;
        const int MostKilobytes = 1500 * 1024; // all at once they would be some gigabytes
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()));
        HttpClient desk = scene.As("desk");
        Assert.Single((await desk.GetJsonAsync(Path)).AsArray());
        string items = string.Join(',', Enumerable.Repeat("{}", 340_000));
        string bomb = "{\"00400100\":{\"vr\":\"SQ\",\"Value\":[" + items + "]}}";
        int before = PeakKilobytes(scene);

        Task<WebAnswer>[] answers =
            [.. Enumerable.Range(0, Bodies).Select(_ => desk.SendAsync("POST", Path, bomb))];

        Assert.Equal(["AV35674"], await scene.Daemon.FindPatientIDsAsync());
        Assert.All(await Task.WhenAll(answers), answer => Assert.True(answer.Status is 400 or 503, answer.Body));
        int growth = PeakKilobytes(scene) - before;
        Assert.True(growth < MostKilobytes, $"{Bodies} bodies took {growth} kB");
    }

    [Fact]
    public async Task Connections_ThatAreReset_HaveNoLinesInTheLog()
    {
        await using WebScene scene = await WebScene.StartAsync(area => area.Write("1.wl", new Entry()), "-v");
        Assert.Single((await scene.As("read").GetJsonAsync(Path)).AsArray());
        int lines = scene.Daemon.ErrorLines.Count;
        for (var i = 0; i < 1000; i++)
        {
            using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);
            await SendAsync(socket, RequestLine(scene, "POST", $"/{Path}") + "Content-Length: 1000\r\n\r\n{");
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.Single((await scene.As("read").GetJsonAsync(Path)).AsArray());
        Assert.InRange(scene.Daemon.ErrorLines.Count, lines, lines + 10);
    }

    [Fact]
    public async Task Entry_OnAFullDisk_Is503_AndNothingOfItIsLeft()
    {
        using SmallFileSystem disk = await SmallFileSystem.MountAsync();
        await File.WriteAllTextAsync(System.IO.Path.Join(disk.Path, "lockfile"), "", Cancelled);
        await using WebScene scene = await WebScene.StartAsync(
            area => Directory.CreateSymbolicLink(System.IO.Path.Join(area.Path, "..", "SMALL"), disk.Path));
        HttpClient desk = scene.As("desk");
        Assert.Equal(201, (await desk.SendAsync("POST", "rs/SMALL/mwlitems", WebRequests.NewEntry())).Status);
        string[] files = Files(disk);

        disk.Fill();
        WebAnswer full = await desk.SendAsync("POST", "rs/SMALL/mwlitems", WebRequests.NewEntry("P2"));
        disk.Free();

        Assert.Equal(503, full.Status);
        Assert.Equal(files, Files(disk));
        Assert.Equal(201, (await desk.SendAsync("POST", "rs/SMALL/mwlitems", WebRequests.NewEntry("P2"))).Status);
    }

    private static string[] Files(SmallFileSystem disk) =>
        [.. Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static int PeakKilobytes(WebScene scene) => int.Parse(
        File.ReadLines($"/proc/{scene.Daemon.Id}/status")
            .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture);
}
