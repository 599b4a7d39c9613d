using System.Text.Json;
using Wlmscp.Tests.Documentation;
using Wlmscp.Tests.Hl7;
using Wlmscp.Tests.Tls;

namespace Wlmscp.Tests.Audit;

/// <summary>HL7 messages are in the audit log, without the patient; and so is who got no connection.</summary>
public sealed class MessageAuditTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly TemporaryDirectory _folder = new();
    private readonly WorklistArea _area;
    private readonly string _file;

    public MessageAuditTests()
    {
        _area = new WorklistArea(_root.Path, "RADIOLOGY");
        _file = _folder.Combine("audit.jsonl");
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Messages_AreALineEach_WithKeysAndOutcome_WithoutThePatient()
    {
        await using WlmscpProcess daemon = await StartAsync("--hl7-port", "0");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await peer.OrderAsync());
        Assert.Equal("AA M1", await peer.OrderAsync());
        Assert.Equal("AE M2", await peer.AskAsync(Hl7Messages.OrderOfNobody("M2")));
        Assert.Equal("AA M3", await peer.AskAsync(Cancel("M3")));
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement[] lines = Read();
        Assert.All(lines, line => Assert.Equal(
            ("message", "HL7 #1", "port", "ORM^O01", "RIS", "CLINIC"),
            (Text(line, "event"), Text(line, "association"), Text(line, "door"), Text(line, "messageType"),
                Text(line, "sendingApplication"), Text(line, "sendingFacility"))));
        Assert.All(lines, line => Assert.StartsWith("127.0.0.1:", Text(line, "peer"), StringComparison.Ordinal));
        Assert.Equal(
            ["M1 success AA 1 0 0", "M1 success AA 0 0 0", "M2 refused AE 0 0 0", "M3 success AA 0 0 1"],
            lines.Select(line => $"{Text(line, "controlID")} {Text(line, "outcome")} {Text(line, "status")} "
                + $"{line.GetProperty("made")} {line.GetProperty("changed")} {line.GetProperty("ended")}"));
        Assert.Equal("[\"101 PID-3\"]", lines[2].GetProperty("errors").GetRawText());
        foreach (JsonElement line in (JsonElement[])[lines[0], lines[1], lines[3]])
        {
            Assert.Equal("[\"RADIOLOGY\"]", line.GetProperty("areas").GetRawText());
            Assert.Equal("[\"1.2.826.0.1.3680043.9.9999.1\"]", line.GetProperty("studies").GetRawText());
            Assert.Equal("[\"A1\"]", line.GetProperty("accessionNumbers").GetRawText());
            Assert.Equal(1, line.GetProperty("steps").GetArrayLength());
        }

        string text = await File.ReadAllTextAsync(_file, Cancelled);
        Assert.DoesNotContain("4711", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PATIENT", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageOfAFile_IsALine_WithFileAndLine()
    {
        await using WlmscpProcess daemon = await StartAsync("--hl7-folder", _folder.Path);
        await File.WriteAllBytesAsync(_folder.Combine("order.hl7"), Hl7Messages.Order(), Cancelled);
        await Eventually.IsTrueAsync(() => File.Exists(_folder.Combine("done/order.hl7")), "the file in done");
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement line = Assert.Single(Read());
        Assert.Equal(
            ("message", "folder", "order.hl7:1", "success"),
            (Text(line, "event"), Text(line, "door"), Text(line, "association"), Text(line, "outcome")));
        Assert.False(line.TryGetProperty("peer", out _));
    }

    [Fact]
    public async Task Peers_ThatGetNoConnection_AreALineEach_AndTlsSubjectsAreTold()
    {
        using TlsScene scene = await TlsScene.CreateAsync();
        _ = new WorklistArea(scene.Directory.Path, "RADIOLOGY");
        await using WlmscpProcess daemon = await scene.StartAsync(
            "--hl7-port", "0", "--hl7-tls-port", "0", "--hl7-allow", "127.0.0.1", "--audit-log", _file);
        using MllpPeer host = await MllpPeer.ConnectAsync(daemon, "127.0.0.2");
        Assert.Null(await host.ReceiveAsync());
        using MllpPeer hello = await MllpPeer.ConnectAsync(daemon);
        await hello.SendAsync(new byte[] { 0x16, 3, 1, 2, 0, 1 });
        Assert.Null(await hello.ReceiveAsync());
        using MllpPeer plain = await MllpPeer.ConnectWithTlsAsync(daemon, options: null);
        await plain.SendAsync(Hl7Messages.Framed(Hl7Messages.Order()));
        Assert.Null(await plain.ReceiveAsync());
        using MllpPeer secured = await MllpPeer.ConnectWithTlsAsync(daemon, scene.ClientOptions(scene.Modality));
        Assert.Equal("AA M1", await secured.OrderAsync());
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement[] lines = Read();
        Assert.Equal(
            [
                "host refused --hl7-allow", "tls failed peer speaks TLS, this port does not",
                "message success ",
            ],
            lines.Where(line => Text(line, "comment") != "what the peer sent is no TLS")
                .Select(line => $"{Text(line, "event")} {Text(line, "outcome")} {Text(line, "comment")}"));
        JsonElement message = Assert.Single(lines, line => Text(line, "event") == "message");
        Assert.Equal(("tls", "CN=modality"), (Text(message, "door"), Text(message, "tlsSubject")));
    }

    [Fact]
    public async Task Required_MessageThatCannotBeRecorded_IsNotCarriedOut_UntilItCan()
    {
        await using WlmscpProcess daemon = await StartAsync("--hl7-port", "0", "--audit-required");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        Assert.Equal("AA M1", await peer.AskAsync(Hl7Messages.Order()));
        await Eventually.IsTrueAsync(() => Read().Length == 2, "the line about what became of the message");
        Assert.Equal(["received", "message"], Read().Select(line => Text(line, "event")));
        PointTo(daemon, "/dev/full");
        await WaitForAsync(peer, Hl7Messages.Order("M2"), "AR M2");
        Assert.Equal("AR M3", await peer.AskAsync(Cancel("M3")));
        Assert.Single(Directory.GetFiles(_area.Path, "*.wl"));
        PointTo(daemon, _folder.Combine("elsewhere"));
        await WaitForAsync(peer, Cancel("M4"), "AA M4");
        Assert.Empty(Directory.GetFiles(_area.Path, "*.wl"));
    }

    [Fact]
    public async Task Required_FilesWaitUntilTheyCanBeRecorded()
    {
        File.CreateSymbolicLink(_file, "/dev/full");
        await using WlmscpProcess daemon = await StartAsync("--hl7-folder", _folder.Path, "--audit-required");
        await File.WriteAllBytesAsync(_folder.Combine("order.hl7"), Hl7Messages.Order(), Cancelled);
        await daemon.WaitForErrorLineAsync(line =>
            line.EndsWith("order.hl7 cannot be carried out now; its files wait, trying again", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_area.Path, "*.wl"));

        PointTo(daemon, _folder.Combine("elsewhere"));
        await Eventually.IsTrueAsync(() => File.Exists(_folder.Combine("done/order.hl7")), "the file in done");

        Assert.Single(Directory.GetFiles(_area.Path, "*.wl"));
    }

    // The signal counts a little later.
    private static async Task WaitForAsync(MllpPeer peer, byte[] message, string answer)
    {
        for (var attempt = 0; await peer.AskAsync(message) != answer; attempt++)
        {
            Assert.True(attempt < 1000, $"{answer} does not come");
            await Task.Delay(10, Cancelled);
        }
    }

    private static byte[] Cancel(string controlID) => System.Text.Encoding.ASCII.GetBytes(
        System.Text.Encoding.ASCII.GetString(Hl7Messages.Order(controlID))
            .Replace("ORC|NW|P1|F1||SC", "ORC|CA|P1|F1||CA", StringComparison.Ordinal));

    private static string Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Path, "--audit-log", _file, .. options]);

    // The file becomes a link to another one, as a disk that fills or is emptied.
    private void PointTo(WlmscpProcess daemon, string target)
    {
        string link = $"{_file}.new";
        File.CreateSymbolicLink(link, target);
        File.Move(link, _file, overwrite: true);
        daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGHUP);
    }

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
