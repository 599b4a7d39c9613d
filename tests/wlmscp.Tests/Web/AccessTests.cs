using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Web;

/// <summary>Who may do what over HTTP.</summary>
public sealed partial class AccessTests
{
    private const string Step = "1.2.3/S1";

    private const string Sign = """{"name":"desk","password":"a password of tests"}""";

    // Each route, with the lowest role that it is for; what nobody needs a role for has none.
    public static TheoryData<string, string, string?> Routes => new()
    {
        { "GET", "livez", null },
        { "GET", "readyz", null },
        { "GET", "", null },
        { "GET", "page/main.js", null },
        { "GET", "session", "read" },
        { "GET", "openapi.json", "read" },
        { "GET", "metrics", "admin" },
        { "OPTIONS", "dicomweb/AETITLE_1", "read" },
        { "GET", "dicomweb/AETITLE_1/modality-scheduled-procedure-steps", "read" },
        { "GET", "dicomweb/AETITLE_1/modality-performed-procedure-steps/1.2.3", "read" },
        { "POST", "dicomweb/AETITLE_1/modality-performed-procedure-steps/1.2.3", "desk" },
        { "POST", "dicomweb/AETITLE_1/modality-performed-procedure-steps/1.2.3/update", "desk" },
        { "PATCH", "dicomweb/AETITLE_1/modality-performed-procedure-steps/1.2.3", "desk" },
        { "GET", "rs/AETITLE_1/mwlitems", "read" },
        { "GET", "rs/AETITLE_1/mwlitems/count", "read" },
        { "GET", "rs/AETITLE_1/explain", "read" },
        { "GET", $"rs/AETITLE_1/mwlitems/{Step}", "read" },
        { "POST", "rs/AETITLE_1/mwlitems", "desk" },
        { "DELETE", $"rs/AETITLE_1/mwlitems/{Step}", "desk" },
        { "POST", $"rs/AETITLE_1/mwlitems/{Step}/status/READY", "desk" },
        { "POST", "rs/AETITLE_1/mwlitems/status/READY?Modality=CT", "desk" },
        { "GET", "desk/AETITLE_1/lists", "read" },
        { "POST", "desk/AETITLE_1/entries", "read" },
        { "POST", "desk/AETITLE_1/preview", "read" },
        { "POST", "desk/AETITLE_1/explain", "read" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_IsForItsRole_AndThoseAbove(string method, string path, string? role)
    {
        await using WebScene scene = await WebScene.StartAsync(null, "--mpps");
        string?[] users = [null, "read", "desk", "admin"];

        foreach (string? user in users)
        {
            WebAnswer answer = await scene.As(user).SendAsync(method, path, method is "GET" or "OPTIONS" ? null : "{}");

            bool mayIn = Array.IndexOf(users, user) >= Array.IndexOf(users, role);
            Assert.True(
                mayIn ? answer.Status is not (401 or 403) : answer.Status == (user is null ? 401 : 403),
                $"{user ?? "nobody"}: {answer.Status} {answer.Body}");
        }
    }

    [Fact]
    public async Task Daemon_WithoutUsers_ServesItsHealthOnly()
    {
        using var directory = new TemporaryDirectory();
        _ = new WorklistArea(directory.Path);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", directory.Path, "--http", "0");
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{daemon.HttpPort}/") };

        Assert.Equal(200, (await client.SendAsync("GET", "livez")).Status);
        Assert.Equal(200, (await client.SendAsync("GET", "readyz")).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "")).Status);
        Assert.Equal(401, (await client.SendAsync("POST", "session", Sign, "application/json")).Status);
        Assert.Equal(401, (await client.SendAsync("GET", "rs/AETITLE_1/mwlitems")).Status);
        await daemon.WaitForErrorLineAsync(line => line.Contains("expected --http-users FILE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Daemon_WhoseAreasAreGone_IsAliveAndNotReady()
    {
        await using WebScene scene = await WebScene.StartAsync();
        Directory.Delete(scene.Root, recursive: true);

        Assert.Equal(200, (await scene.As(null).SendAsync("GET", "livez")).Status);
        Assert.Equal(503, (await scene.As(null).SendAsync("GET", "readyz")).Status);
    }

    [Fact]
    public async Task Daemon_WhoseOnlyAreaCannotBeRead_IsNotReady_AndNamesNone()
    {
        await using WebScene scene = await WebScene.StartAsync();
        File.Delete(Path.Join(scene.Area.Path, "lockfile"));

        WebAnswer answer = await scene.As(null).SendAsync("GET", "readyz");
        Assert.Equal((503, "no storage area can be read"), (answer.Status, answer.Json["detail"]!.GetValue<string>()));
        Assert.DoesNotContain("AETITLE_1", answer.Body, StringComparison.Ordinal);

        _ = new WorklistArea(scene.Root, "OTHER");
        Assert.Equal(200, (await scene.As(null).SendAsync("GET", "readyz")).Status);
    }

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    public async Task OpenAddress_WithoutEncryption_IsRefusedAtTheStart(string address)
    {
        using var directory = new TemporaryDirectory();

        ProgramRun run = await ProgramRun.WlmscpAsync("--dir", directory.Path, "--port", "0", "--http", address);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("would not be encrypted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfThePage_BeginsAndEnds()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient page = scene.As(null);

        WebAnswer begun = await page.SendAsync("POST", "session", Sign, "application/json");

        Match cookie = CookieForm().Match(begun.Headers["Set-Cookie"]);
        Assert.True(cookie.Success, begun.Headers["Set-Cookie"]);
        (string, string) session = ("Cookie", cookie.Groups[1].Value);
        Assert.Equal("""["AETITLE_1"]""", begun.Json["areas"]!.ToJsonString());
        Assert.Equal(200, (await page.SendAsync("GET", "session", headers: session)).Status);
        Assert.Equal(204, (await page.SendAsync("DELETE", "session", headers: [session, ("X-Wlmscp-Page", "1")])).Status);
        Assert.Equal(401, (await page.SendAsync("GET", "session", headers: session)).Status);
    }

    [Fact]
    public async Task Session_ThatAnAttackerHasChosen_IsNotTheUsers()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient page = scene.As(null);
        WebAnswer attacker = await page.SendAsync("POST", "session", Sign, "application/json");
        string planted = CookieForm().Match(attacker.Headers["Set-Cookie"]).Groups[1].Value;

        WebAnswer victim = await page.SendAsync("POST", "session", Sign, "application/json", ("Cookie", planted));

        Assert.NotEqual(planted, CookieForm().Match(victim.Headers["Set-Cookie"].Split(", __Host")[^1]).Groups[1].Value);
        Assert.Equal(401, (await page.SendAsync("GET", "session", headers: ("Cookie", planted))).Status);
    }

    [Theory]
    [InlineData("__Host-wlmscp=")]
    [InlineData("__Host-wlmscp=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("__Host-wlmscp=../../etc/passwd")]
    public async Task Session_ThatIsMadeUp_Is401(string cookie)
    {
        await using WebScene scene = await WebScene.StartAsync();

        Assert.Equal(401, (await scene.As(null).SendAsync("GET", "session", headers: ("Cookie", cookie))).Status);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    public async Task Change_ThatAnotherSiteSends_IsForbidden(string header, string value)
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.SendAsync("POST", "rs/AETITLE_1/mwlitems", WebRequests.NewEntry(study: "1.2.3", step: "S1"));

        WebAnswer answer = await desk.SendAsync(
            "POST", $"rs/AETITLE_1/mwlitems/{Step}/status/CANCELED", headers: (header, value));

        Assert.Equal(403, answer.Status);
        Assert.Equal(["P1"], await scene.Daemon.FindPatientIDsAsync());
    }

    [Fact]
    public async Task Change_ByACookieAlone_IsForbidden()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient page = scene.As(null);
        WebAnswer begun = await page.SendAsync("POST", "session", Sign, "application/json");
        (string, string) session = ("Cookie", CookieForm().Match(begun.Headers["Set-Cookie"]).Groups[1].Value);

        Assert.Equal(403, (await page.SendAsync(
            "POST", "rs/AETITLE_1/mwlitems", WebRequests.NewEntry(), headers: session)).Status);
        Assert.Equal(201, (await page.SendAsync(
            "POST", "rs/AETITLE_1/mwlitems", WebRequests.NewEntry(), headers: [session, ("X-Wlmscp-Page", "1")])).Status);
    }

    [Fact]
    public async Task Passwords_ThatAreGuessed_AreSlowedAndOthersWorkOn()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.GetJsonAsync("session"); // who was known before is not slowed

        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            WebAnswer answer = await scene.As(null).SendAsync(
                "POST", "session", $$"""{"name":"desk","password":"guess {{i}}"}""", "application/json");
            statuses.Add(answer.Status);
            if (answer.Status == 429)
            {
                Assert.True(int.Parse(answer.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
            }
        }

        Assert.Equal(401, statuses[0]);
        Assert.Equal(429, statuses[^1]);
        await desk.GetJsonAsync("session");
    }

    [Fact]
    public async Task User_WhoIsTakenOut_IsOutWithinMoments()
    {
        await using WebScene scene = await WebScene.StartAsync();
        HttpClient desk = scene.As("desk");
        await desk.GetJsonAsync("session");

        scene.WriteUsers("read", "admin");

        await Eventually.IsTrueAsync(
            async () => (await desk.SendAsync("GET", "session")).Status == 401, "a user who is not known any more");
    }

    [Fact]
    public async Task Token_OfAScript_IsTaken()
    {
        await using WebScene scene = await WebScene.StartAsync();
        string token = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
        ProgramRun made = await ProgramRun.WlmscpAsync(
            "passwd", "--role", "read", "--token", scene.Users, "report");
        Assert.Equal(0, made.ExitCode);
        HttpClient script = scene.As(null);
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());

        await Eventually.IsTrueAsync(
            async () => (await script.SendAsync("GET", "session")).Status == 200, "a user who is new");
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(401, (await script.SendAsync("GET", "session")).Status);
    }

    [Fact]
    public async Task Proxy_ThatIsNone_SpeaksForNobody()
    {
        await using WebScene scene = await WebScene.StartAsync(
            null, "--http-behind-proxy", "192.0.2.1", "--http-proxy-user", "X-User");

        Assert.Equal(401, (await scene.As(null).SendAsync("GET", "session", headers: ("X-User", "desk"))).Status);
    }

    [Fact]
    public async Task Answers_HaveNoPlaceForWhatIsNotTheirs()
    {
        await using WebScene scene = await WebScene.StartAsync();

        WebAnswer page = await scene.As(null).SendAsync("GET", "");
        WebAnswer data = await scene.As("read").SendAsync("GET", "rs/AETITLE_1/mwlitems");

        Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("no-store", data.Headers["Cache-Control"]);
        Assert.Equal("nosniff", data.Headers["X-Content-Type-Options"]);
        Assert.False(data.Headers.ContainsKey("Server"));
        Assert.False(data.Headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Session_WithTls_IsTheSame()
    {
        using var files = new TemporaryDirectory();
        TestKey key = await (await TestAuthority.CreateAsync(files, "authority")).IssueAsync("localhost");
        await using WebScene scene = await WebScene.StartAsync(
            null, "--http-key", key.PrivateKey, "--http-cert", key.Certificate);
        using SocketsHttpHandler handler = WebScene.TrustOnly(key);
        using var client = new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://localhost:{scene.Daemon.HttpPort}/"),
            DefaultRequestVersion = HttpVersion.Version20,
        };

        using HttpResponseMessage response = await client.PostAsync(
            "session", new StringContent(Sign, new MediaTypeHeaderValue("application/json")),
            TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
    }

    [Fact]
    public async Task Certificate_OfAUser_NeedsNoKeyOfDicom()
    {
        using var files = new TemporaryDirectory();
        TestAuthority authority = await TestAuthority.CreateAsync(files, "authority");
        TestKey key = await authority.IssueAsync("localhost");
        TestKey ris = await authority.IssueAsync("ris");
        using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(ris.Certificate, ris.PrivateKey);
        using X509Certificate2 certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        await using WebScene scene = await WebScene.StartAsync(
            null, "--http-key", key.PrivateKey, "--http-cert", key.Certificate, "--add-cert-file", authority.Certificate);
        await File.AppendAllTextAsync(
            scene.Users, $"ris read certificate=\"{certificate.Subject}\"\n", TestContext.Current.CancellationToken);
        using SocketsHttpHandler handler = WebScene.TrustOnly(key);
        handler.SslOptions.ClientCertificates = [certificate];
        using SocketsHttpHandler without = WebScene.TrustOnly(key);
        var address = new Uri($"https://localhost:{scene.Daemon.HttpPort}/");
        using var client = new HttpClient(handler) { BaseAddress = address };
        using var nobody = new HttpClient(without) { BaseAddress = address };

        await Eventually.IsTrueAsync(
            async () => (await client.SendAsync("GET", "session")).Status == 200, "the user of the certificate");
        Assert.Equal(401, (await nobody.SendAsync("GET", "session")).Status);
        Assert.DoesNotContain(
            scene.Daemon.ErrorLines, line => line.Contains("option without effect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyOfHttp_ThatCannotBeUsed_IsNamedByItsOption()
    {
        using var files = new TemporaryDirectory();
        TestKey key = await (await TestAuthority.CreateAsync(files, "authority")).IssueAsync("localhost");

        ProgramRun noKey = await ProgramRun.WlmscpAsync(
            "--dir", files.Path, "--http", "0", "--http-key", "/nowhere/key", "--http-cert", key.Certificate, "--port", "0");
        ProgramRun noCertificate = await ProgramRun.WlmscpAsync(
            "--dir", files.Path, "--http", "0", "--http-key", key.PrivateKey, "--http-cert", "/nowhere/pem", "--port", "0");

        Assert.Contains("wlmscp: --http-key /nowhere/key: no such file", noKey.Error, StringComparison.Ordinal);
        Assert.Contains("wlmscp: --http-cert /nowhere/pem: no such file", noCertificate.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex("^(__Host-wlmscp=[^;]+); path=/; secure; samesite=strict; httponly$", RegexOptions.IgnoreCase)]
    private static partial Regex CookieForm();
}
