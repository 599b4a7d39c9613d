using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Wlmscp.Tests.Web;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Whether, to whom and how HTTP is served.</summary>
internal static class HttpEffects
{
    private const string Password = "a password of tests";

    public static OptionEffect[] All { get; } =
    [
        new(["--http"], HttpAsync),
        new(["--http-users"], UsersAsync),
        new(["--http-key"], KeyAsync),
        new(["--http-cert"], KeyAsync),
        new(["--http-behind-proxy"], BehindProxyAsync),
        new(["--http-proxy-user"], ProxyUserAsync),
        new(["--metrics"], MetricsAsync),
    ];

    private static async Task HttpAsync(OptionScene scene, string form)
    {
        int port = FreePort.Find();
        await using WlmscpProcess daemon = await scene.StartAsync(form, $"127.0.0.1:{port}");

        Assert.Equal(port, daemon.HttpPort);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(daemon, "readyz"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(daemon, "session"));
    }

    private static async Task UsersAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync("--http", "0", form, WriteUsers(scene));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(daemon, "session", user: "anna"));
    }

    private static async Task KeyAsync(OptionScene scene, string form)
    {
        using var files = new TemporaryDirectory();
        TestKey key = await (await TestAuthority.CreateAsync(files, "authority")).IssueAsync("localhost");
        await using WlmscpProcess daemon = await scene.StartAsync(
            "--http", "0.0.0.0:0", "--http-users", WriteUsers(scene), "--http-key", key.PrivateKey, "--http-cert",
            key.Certificate);

        Assert.Contains(", for HTTP with TLS on 0.0.0.0:", daemon.ReadyLine, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(daemon, "session", user: "anna", key: key));
        Assert.True(form is "--http-key" or "--http-cert");
    }

    private static async Task BehindProxyAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(
            "--http", "0.0.0.0:0", "--http-users", WriteUsers(scene), form, "192.0.2.0/24");

        // This machine is near enough, too.
        Assert.Equal(HttpStatusCode.OK, await AskAsync(daemon, "session", user: "anna"));
    }

    private static async Task ProxyUserAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(
            "--http", "0", "--http-users", WriteUsers(scene), "--http-behind-proxy", "127.0.0.1", form, "X-Remote-User");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(daemon, "session", header: ("X-Remote-User", "anna@clinic")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(daemon, "session", header: ("X-Remote-User", "otto")));
    }

    private static async Task MetricsAsync(OptionScene scene, string form)
    {
        int port = FreePort.Find();
        await using WlmscpProcess daemon = await scene.StartAsync(form, $"127.0.0.1:{port}");

        Assert.Equal((0, port), (daemon.HttpPort, daemon.MetricsPort));
        Scrape scrape = await Scrape.OfAsync(daemon);
        Assert.Contains("\nwlmscp_build_info{version=\"", scrape.Text, StringComparison.Ordinal);
    }

    private static string WriteUsers(OptionScene scene)
    {
        byte[] salt = new byte[16];
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(Password, salt, 100_000, HashAlgorithmName.SHA256, 32);
        string path = scene.Combine("users");
        File.WriteAllText(
            path,
            $"anna desk password=pbkdf2-sha256:100000:{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(hash)} "
            + "proxy=anna@clinic\n");
        return path;
    }

    private static async Task<HttpStatusCode> AskAsync(
        WlmscpProcess daemon, string path, string? user = null, TestKey? key = null, (string, string)? header = null)
    {
        using SocketsHttpHandler handler = key is null ? new SocketsHttpHandler() : WebScene.TrustOnly(key);
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{(key is null ? "http" : "https")}://127.0.0.1:{daemon.HttpPort}/{path}");
        if (user is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}")));
        }

        if (header is var (name, value))
        {
            request.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
