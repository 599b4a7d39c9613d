using System.Text.Json;
using Wlmscp.Tests.Access;
using Wlmscp.Tests.Documentation;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Audit;

/// <summary>Who got nothing is in the audit log too, and how associations end.</summary>
public sealed class AuditEventTests : IDisposable
{
    private const int Times = 300;

    private static readonly byte[] ClientHello = [0x16, 3, 1, 0, 4, 1, 0, 0, 0];
    private static readonly byte[] StatusSuccess = [0, 0, 0, 9, 2, 0, 0, 0, 0, 0];
    private static readonly byte[] AnyPatient = [0x10, 0, 0x20, 0, 0, 0, 0, 0];

    private readonly TemporaryDirectory _root = new();
    private readonly string _file;

    public AuditEventTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
        _file = _root.Combine("audit.jsonl");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Hosts_ThatAreRefused_AreALineWithTheRule()
    {
        string deny = _root.Combine("deny");
        await File.WriteAllTextAsync(deny, "wlmscp : 127.0.0.3\n", TestContext.Current.CancellationToken);
        JsonElement[] lines = await RunAsync(
            async daemon =>
            {
                Assert.Equal("closed", await daemon.AskAsync("127.0.1.2"));
                Assert.Equal("closed", await daemon.AskAsync("127.0.0.3"));
                await using RawPeer open = await RawPeer.AssociateAsync(daemon);
                Assert.Equal("closed", await daemon.AskAsync());
            },
            "--allow", "127.0.0.0/24", "+ac", "--hosts-deny", deny, "--max-per-address", "1");

        JsonElement[] hosts = [.. lines.Where(line => Text(line, "event") == "host")];
        Assert.Equal(3, hosts.Length);
        Assert.All(hosts, line => Assert.Equal("refused", Text(line, "outcome")));
        Assert.Equal("--allow", Text(hosts[0], "comment"));
        Assert.StartsWith("127.0.1.2:", Text(hosts[0], "peer"), StringComparison.Ordinal);
        Assert.Contains(deny, Text(hosts[1], "comment"), StringComparison.Ordinal);
        Assert.Equal("its address has too many connections already", Text(hosts[2], "comment"));
    }

    [Fact]
    public async Task Tls_OnAPlainPort_IsALine()
    {
        JsonElement[] lines = await RunAsync(async daemon =>
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
            await peer.SendAsync(ClientHello);
            await peer.AssertAbortedAsync();
        });

        Assert.Equal(("tls", "failed", "peer speaks TLS, this port does not"), Summary(Assert.Single(lines)));
    }

    [Fact]
    public async Task Tls_Missing_OrRefused_IsALine()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        await using WlmscpProcess daemon = await scene.StartAsync("--audit-log", _file);
        await using RawPeer plain = await RawPeer.ConnectAsync(daemon, "127.0.0.2");
        await plain.SendAsync(new AssociateRequest().ToBytes());
        await plain.AssertClosedAsync();
        Assert.False(await scene.EchoAsync(daemon, key: null));
        Assert.True(await scene.EchoAsync(daemon, scene.Modality));
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement[] lines = Read(); // they are written when the connections are closed, in any order
        Assert.Equal(
            [
                ("tls", "failed", "peer speaks DICOM without TLS, this port expects TLS"),
                ("tls", "failed", "the peer has no certificate"),
            ],
            lines.Select(Summary).Where(line => line.Event == "tls")
                .OrderBy(line => line.Comment, StringComparer.Ordinal));
        JsonElement end = Assert.Single(lines, line => Text(line, "event") == "end");
        Assert.Equal("released", Text(end, "outcome"));
        Assert.NotEqual("", Text(end, "tlsSubject"));
    }

    [Fact]
    public async Task Query_InAContextOfAnotherSOPClass_IsALine()
    {
        JsonElement[] lines = await RunAsync(async daemon =>
        {
            await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
            await peer.SendAsync((byte[])
            [
                .. RawPeer.Command(3, DicomUID.Verification, 0x0020, 7, hasDataSet: true),
                .. RawPeer.Data(3, isCommand: false, AnyPatient),
            ]);
            Assert.Equal(4, (await peer.ReceiveAsync())![0]);
            await peer.ReleaseAsync();
        });

        JsonElement query = Assert.Single(lines, line => Text(line, "event") == "query");
        Assert.Equal(("refused", "0122"), (Text(query, "outcome"), Text(query, "status")));
        Assert.Equal(7, query.GetProperty("messageID").GetInt32());
        Assert.Equal(1, lines[^1].GetProperty("queries").GetInt32());
    }

    [Theory]
    [InlineData("0500000000040000" + "0000", "released", "peer", "")]
    [InlineData("0700000000040000" + "0000", "aborted", "peer", "ServiceUser, NotSpecified")]
    [InlineData("0900000000040000" + "0000", "aborted", "server", "PDU type 09H, expected 01H to 07H")]
    [InlineData("", "lost", "", "the peer closed the connection")]
    public async Task Association_HasItsEnd(string last, string outcome, string by, string comment)
    {
        JsonElement[] lines = await RunAsync(async daemon =>
        {
            await using RawPeer peer = await RawPeer.AssociateAsync(daemon);
            for (ushort id = 1; id <= 2; id++)
            {
                await peer.SendFindAsync(3, AnyPatient, id);
                while ((await peer.ReceiveAsync())!.AsSpan().IndexOf(StatusSuccess) < 0)
                {
                    // a match, and its data set
                }
            }

            await peer.SendAsync(Convert.FromHexString(last));
            peer.CloseSending();
            await peer.DrainAsync();
        });

        Assert.Equal(["association", "query", "query", "end"], lines.Select(line => Text(line, "event")));
        JsonElement end = lines[^1];
        Assert.Equal(
            (outcome, by, comment), (Text(end, "outcome"), Text(end, "by"), Text(end, "comment")));
        Assert.Equal(2, end.GetProperty("queries").GetInt32());
        Assert.InRange(end.GetProperty("durationMs").GetDouble(), 0, 600_000);
        Assert.Equal(Text(lines[0], "association"), Text(end, "association"));
    }

    [Fact]
    public async Task Association_ThatTheServerEnds_HasItsEnd()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
        daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
        await peer.DrainAsync();
        await daemon.WaitForExitAsync();

        JsonElement end = Read()[^1];
        Assert.Equal(
            ("end", "aborted", "server", "the server ends"),
            (Text(end, "event"), Text(end, "outcome"), Text(end, "by"), Text(end, "comment")));
    }

    [Fact]
    public async Task Floods_OfPeersThatGetNothing_AreALineEach_AndACount()
    {
        JsonElement[] lines = await RunAsync(
            async daemon =>
            {
                for (var i = 0; i < Times; i++)
                {
                    await using RawPeer refused = await RawPeer.ConnectAsync(daemon, "127.0.1.2");
                    await refused.AssertClosedAsync();
                    await using RawPeer hello = await RawPeer.ConnectAsync(daemon);
                    await hello.SendAsync(ClientHello);
                    await hello.AssertAbortedAsync();
                    Assert.Equal("rejected 1, 1, 3", await daemon.AskAsync(calling: "STRANGER"));
                }
            },
            "--allow", "127.0.0.0/24", "--allow-calling", "MODALITY");

        foreach (string name in (string[])["host", "tls", "association"])
        {
            JsonElement[] those = [.. lines.Where(line => Text(line, "event") == name)];
            Assert.False(those[0].TryGetProperty("count", out _));
            Assert.InRange(those.Length, 2, 10); // one a minute, however slow the machine
            Assert.Equal(Times - 1, those.Skip(1).Sum(line => line.GetProperty("count").GetInt32()));
        }
    }

    // Titles are the peer's to choose.
    [Fact]
    public async Task Floods_WithEverNewTitles_AreBounded_AndNobodyIsBlamedForOthers()
    {
        JsonElement[] lines = await RunAsync(
            async daemon =>
            {
                for (var i = 0; i < Times; i++)
                {
                    Assert.Equal("rejected 1, 1, 3", await daemon.AskAsync(calling: $"STRANGER{i}"));
                }

                Assert.Equal("closed", await daemon.AskAsync("127.0.1.2"));
            },
            "--allow", "127.0.0.0/24", "--allow-calling", "MODALITY");

        JsonElement[] rejected = [.. lines.Where(line => Text(line, "event") == "association")];
        Assert.Equal(Times, rejected.Sum(line => line.TryGetProperty("count", out JsonElement n) ? n.GetInt32() : 1));
        JsonElement[] mixed = [.. rejected.Where(line => line.TryGetProperty("count", out _))];
        Assert.All(mixed, line => Assert.Equal(("", ""), (Text(line, "peer"), Text(line, "callingAETitle"))));
        Assert.Single(lines, line => Text(line, "event") == "host");
    }

    private static (string Event, string Outcome, string Comment) Summary(JsonElement line) =>
        (Text(line, "event"), Text(line, "outcome"), Text(line, "comment"));

    private static string Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private async Task<JsonElement[]> RunAsync(Func<WlmscpProcess, Task> act, params string[] options)
    {
        await using WlmscpProcess daemon = await StartAsync(options);
        await act(daemon);
        Assert.Equal(0, await daemon.StopAsync());
        return Read();
    }

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, "--audit-log", _file, .. options]);

    // Each line has the fields that are documented for its event, and no others.
    private JsonElement[] Read()
    {
        JsonElement[] lines = [.. File.ReadAllLines(_file).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(lines, line => Assert.Subset(
            AuditDocumentTests.FieldsOf(Text(line, "event")).ToHashSet(),
            line.EnumerateObject().Select(property => property.Name).ToHashSet()));
        return lines;
    }
}
