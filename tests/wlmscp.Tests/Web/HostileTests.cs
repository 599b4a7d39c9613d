using System.Globalization;
using System.Net.Sockets;
using System.Text;
using static Wlmscp.Tests.Web.RawRequests;

namespace Wlmscp.Tests.Web;

/// <summary>What a client may send; another association and another desk work on meanwhile.</summary>
public sealed class HostileTests
{
    private const string Path = "rs/AETITLE_1/mwlitems";

    public static TheoryData<string> Scripts => new()
    {
        "<script>alert(1)</script>", "\"><svg/onload>", "';alert(1)//", "{{7*7}}", "%0d%0aX: y",
        "&lt;script&gt;", "javascript:alert(1)",
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Name_ThatIsAScript_IsJustAName(string name)
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");

        WebAnswer made = await desk.SendAsync("POST", Path, WebRequests.NewEntry(name: name));

        Assert.Equal((201, name), (made.Status, made.ValueOf("00100010")));
        // Even a browser that takes the answer for a page finds no tag in it.
        Assert.DoesNotContain('<', (await desk.SendAsync("GET", Path)).Body);
        Assert.DoesNotContain(scene.Daemon.ErrorLines, line => line.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"a\"]}")]
    [InlineData("[]")]
    [InlineData("[{},{}]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{\"00100020\":1}")]
    [InlineData("{\"nonsense\":{\"vr\":\"LO\"}}")]
    [InlineData("{\"00100020\":{\"vr\":\"ZZ\",\"Value\":[\"a\"]}}")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\ud800\"]}}")]
    [InlineData("")]
    public async Task Body_ThatIsNoDataset_Is400(string body)
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer answer = await scene.As("desk").SendAsync("POST", Path, body);

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Body_ThatIsNestedWithoutEnd_Is400()
    {
        await using WebScene scene = await WebScene.StartAsync();
        const int Depth = 10_000;
        var bomb = new StringBuilder();
        bomb.Insert(0, "{\"00400100\":{\"vr\":\"SQ\",\"Value\":[", Depth).Append("{}").Insert(bomb.Length, "]}}", Depth);

        Assert.Equal(400, (await scene.As("desk").SendAsync("POST", Path, bomb.ToString())).Status);
        Assert.Equal(200, (await scene.As("desk").SendAsync("GET", Path)).Status);
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data", 415)]
    public async Task Body_OfAnotherType_Is415(string type, int status)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.Equal(status, (await scene.As("desk").SendAsync("POST", Path, WebRequests.NewEntry(), type)).Status);
    }

    [Fact]
    public async Task Xml_ThatAsksForAFile_GetsNone()
    {
        await using WebScene scene = await WebScene.StartAsync();
        const string Xml =
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + "<NativeDicomModel xmlns=\"http://dicom.nema.org/PS3.19/models/NativeDICOM\">"
            + "<DicomAttribute tag=\"00100020\" vr=\"LO\"><Value number=\"1\">&e;</Value></DicomAttribute></NativeDicomModel>";

        WebAnswer answer = await scene.As("desk").SendAsync("POST", Path, Xml, "application/dicom+xml");

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("root:", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_Of100Megabytes_IsRefusedBeforeItIsRead()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);

        await SendAsync(socket, RequestLine(scene, "POST", $"/{Path}") + "Content-Length: 104857600\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 413 ", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_InChunksWithoutEnd_IsRefused()
    {
        await using WebScene scene = await WebScene.StartAsync();
        using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);
        string chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";

        await SendAsync(socket, RequestLine(scene, "POST", $"/{Path}") + "Transfer-Encoding: chunked\r\n\r\n");
        await Record.ExceptionAsync(async () =>
        {
            for (var i = 0; i < 64; i++)
            {
                await SendAsync(socket, chunk);
            }
        });

        string? answer = null;
        await Record.ExceptionAsync(async () => answer = await ReceiveAsync(socket));
        Assert.True(answer?.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal) != false, answer);
        Assert.Equal(200, (await scene.As("desk").SendAsync("GET", Path)).Status);
    }

    [Theory]
    [InlineData("GET /livez HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", "431")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", "414")]
    public async Task Head_ThatIsTooLong_IsRefused(string form, string status)
    {
        await using WebScene scene = await WebScene.StartAsync();
        using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);

        await SendAsync(socket, string.Format(CultureInfo.InvariantCulture, form, new string('a', 40_000)));

        Assert.StartsWith($"HTTP/1.1 {status} ", await ReceiveAsync(socket), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /livez HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /livez HTTP/1.1\r\n\r\n")]
    [InlineData("POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx")]
    [InlineData("GET /livez HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n")]
    [InlineData("GET /livez\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001")]
    [InlineData("GET /livez HTTP/9.9\r\nHost: a\r\n\r\n")]
    public async Task Head_ThatMeansTwoThings_IsNotTaken(string head)
    {
        await using WebScene scene = await WebScene.StartAsync();
        using Socket socket = await ConnectAsync(scene.Daemon.HttpPort);

        await SendAsync(socket, head + (head.Contains('\n', StringComparison.Ordinal) ? "" : "\r\n\r\n"));

        string answer = await ReceiveAsync(socket);
        Assert.True(answer.Length == 0 || !answer.StartsWith("HTTP/1.1 2", StringComparison.Ordinal), answer);
    }

    [Theory]
    [InlineData("../AETITLE_1/mwlitems")]
    [InlineData("AETITLE_1/mwlitems/..%2f..%2fx/y")]
    [InlineData("AETITLE_1/mwlitems/1.2.3/%2e%2e")]
    [InlineData("AETITLE_1/mwlitems/%00/x")]
    public async Task Path_WithTricks_LeadsNowhere(string path)
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer answer = await scene.As("desk").SendAsync("DELETE", $"rs/{path}");

        Assert.True(answer.Status is 400 or 404 or 405, $"{answer.Status}");
        Assert.Equal(["lockfile"], Directory.GetFiles(scene.Area.Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public async Task SearchThatCostsMuch_LetsADeviceWorkOn()
    {
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            for (var i = 0; i < 500; i++)
            {
                area.Write(
                    $"{i}.wl", new Entry { PatientID = $"P{i}", StudyInstanceUID = $"1.2.{i}", PatientName = new string('a', 60) });
            }
        });
        HttpClient desk = scene.As("read");
        string pattern = Uri.EscapeDataString(string.Concat(Enumerable.Repeat("*a", 30)) + "*b");

        Task<WebAnswer>[] searches =
        [
            .. Enumerable.Range(0, 8).Select(_ => desk.SendAsync(
                "GET", $"dicomweb/AETITLE_1/modality-scheduled-procedure-steps?PatientName={pattern}")),
        ];

        Assert.Equal(500, (await scene.Daemon.FindPatientIDsAsync()).Length);
        Assert.All(await Task.WhenAll(searches), answer => Assert.True(answer.Status is 200 or 400, answer.Body));
    }

    [Fact]
    public async Task Log_OfRequests_NamesNoPatient()
    {
        await using WebScene scene = await WebScene.StartAsync(null, "-v");
        HttpClient desk = scene.As("desk");
        await desk.SendAsync("POST", Path, WebRequests.NewEntry(patientID: "SECRET-ID", name: "Secret^Name"));
        await desk.SendAsync("GET", $"{Path}?PatientID=SECRET-ID&PatientName=Secret*");
        await desk.SendAsync("GET", $"{Path}?PatientID=SECRET-ID&PatientNam=Secret");
        await desk.SendAsync("GET", $"{Path}?Secret^Named=1");
        await desk.SendAsync("POST", Path, """{"00100030":{"vr":"DA","Value":[{"Alphabetic":"Secret^Named"}]}}""");
        await desk.SendAsync("POST", Path, """{"Secret^Named":1}""");
        await desk.SendAsync("GET", "Secret");
        await desk.SendAsync("POST", Path, WebRequests.NewEntry(patientID: null, name: "Secret^Name"));

        await scene.Daemon.WaitForErrorLineAsync(line => line.Contains("refused with 404", StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Daemon.ErrorLines, line => line.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Readers_WhoTakeNothing_KeepNobodyWaiting()
    {
        await using WebScene scene = await WebScene.StartAsync(area =>
        {
            for (var i = 0; i < 1000; i++)
            {
                area.Write($"{i}.wl", new Entry { PatientID = $"P{i}", StudyInstanceUID = $"1.2.{i}" });
            }
        });
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < 20; i++)
            {
                Socket socket = await ConnectAsync(scene.Daemon.HttpPort);
                sockets.Add(socket);
                await SendAsync(socket, RequestLine(scene, "GET", $"/{Path}") + "\r\n");
            }

            Assert.Equal(1000, (await scene.Daemon.FindPatientIDsAsync()).Length);
            Assert.Equal(1000, (await scene.As("read").GetJsonAsync(Path)).AsArray().Count);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }
}
