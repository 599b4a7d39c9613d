using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Tls;

/// <summary>A storage area, an authority, and keys of the daemon and of a modality that it has certified.</summary>
internal sealed class TlsScene : IDisposable
{
    private readonly List<TlsTunnel> _tunnels = [];

    private TlsScene(TestAuthority authority, TemporaryDirectory directory)
    {
        Authority = authority;
        Directory = directory;
    }

    public TemporaryDirectory Directory { get; }

    public TestAuthority Authority { get; }

    public TestKey Server { get; private set; } = null!;

    public TestKey Modality { get; private set; } = null!;

    /// <summary>Makes all.</summary>
    /// <param name="authorityKey">The kind of the authority's key, for the openssl command.</param>
    public static async Task<TlsScene> CreateAsync(params string[] authorityKey)
    {
        var directory = new TemporaryDirectory();
        new WorklistArea(directory.Path).Write("1.wl", new Entry { PatientID = "4711" });
        Bystander.MakeArea(directory.Path);
        TestAuthority authority = await TestAuthority.CreateAsync(directory, "authority", null, authorityKey);
        var scene = new TlsScene(authority, directory);
        scene.Server = await scene.Authority.IssueAsync("server");
        scene.Modality = await scene.Authority.IssueAsync("modality");
        return scene;
    }

    /// <summary>Starts the daemon with TLS, which trusts the authority.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        StartWithoutTrustAsync(["+cf", Authority.Certificate, .. options]);

    /// <summary>Starts the daemon with TLS.</summary>
    public Task<WlmscpProcess> StartWithoutTrustAsync(params string[] options) => WlmscpProcess.StartAsync(
        ["--dir", Directory.Path, "-v", "+tls", Server.PrivateKey, Server.Certificate, .. options]);

    /// <summary>Starts a <see cref="Bystander"/> that has the key of the modality.</summary>
    public Task<Bystander> StartBystanderAsync(WlmscpProcess daemon, string serverName = "")
    {
        var tunnel = new TlsTunnel(daemon.TlsPort, ClientOptions(Modality, serverName));
        _tunnels.Add(tunnel);
        return Bystander.StartAsync(tunnel.Port);
    }

    /// <summary>Runs echoscu with a key; null: without.</summary>
    public async Task<bool> EchoAsync(WlmscpProcess daemon, TestKey? key)
    {
        string[] tls = key is null ? ["+tla"] : ["+tls", key.PrivateKey, key.Certificate];
        ProgramRun run = await ProgramRun.RunAsync(
            "echoscu",
            [
                .. tls, "+cf", Authority.Certificate, "-aec", "AETITLE_1", "127.0.0.1",
                daemon.TlsPort.ToString(CultureInfo.InvariantCulture),
            ]);
        return run.ExitCode == 0;
    }

    /// <summary>Connects with the key of the modality; the daemon's certificate may be for any name.</summary>
    public Task<RawPeer> ConnectAsync(WlmscpProcess daemon, string serverName = "") =>
        ConnectAsync(daemon, serverName, Modality, []);

    /// <summary>Connects with a key, and sends the certificates of its authorities too.</summary>
    public Task<RawPeer> ConnectAsync(
        WlmscpProcess daemon, string serverName, TestKey key, params IEnumerable<TestAuthority> authorities) =>
        RawPeer.ConnectAsync(daemon.TlsPort, ClientOptions(key, serverName, authorities));

    /// <summary>How a client does the handshake with a key; the daemon's certificate may be for any name.</summary>
    public SslClientAuthenticationOptions ClientOptions(
        TestKey key, string serverName = "", params IEnumerable<TestAuthority> authorities)
    {
        X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(key.Certificate, key.PrivateKey);
        var sent = new X509Certificate2Collection();
        foreach (TestAuthority authority in authorities)
        {
            sent.Add(X509CertificateLoader.LoadCertificateFromFile(authority.Certificate));
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Authority.Certificate));
        return new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            ClientCertificateContext = SslStreamCertificateContext.Create(certificate, sent, offline: true),
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
                errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateNameMismatch,
        };
    }

    /// <summary>Connects with <c>openssl s_client</c> and the key of the modality.</summary>
    /// <returns>What it prints.</returns>
    public async Task<string> ConnectWithOpenSslAsync(WlmscpProcess daemon, params string[] options)
    {
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{daemon.TlsPort}");
        ProgramRun run = await ProgramRun.RunAsync(
            "openssl",
            ["s_client", "-connect", address, "-cert", Modality.Certificate, "-key", Modality.PrivateKey, .. options]);
        return run.Output + run.Error;
    }

    public void Dispose()
    {
        _tunnels.ForEach(tunnel => tunnel.Dispose());
        Directory.Dispose();
    }
}
