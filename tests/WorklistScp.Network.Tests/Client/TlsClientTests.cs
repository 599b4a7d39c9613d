using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Client;
using WorklistScp.Network.Server;
using WorklistScp.Network.Tests.Server;
using WorklistScp.Network.Tests.Tls;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Client;

/// <summary>Which servers a client with TLS talks to.</summary>
[KnowsDates]
public sealed class TlsClientTests : IDisposable
{
    private readonly CertificateFiles _files = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("worklist.example")]
    public async Task Server_WithAValidCertificate_IsAsked(string? name)
    {
        Assert.Null(await EchoAsync(
            _files.Issue("worklist.example"), _files.Trust with { ServerName = name }));
    }

    [Fact]
    public async Task Server_ThatWantsACertificate_IsAskedWithOneOnly()
    {
        TlsKeyFiles server = _files.Issue("server");

        Assert.Null(await EchoAsync(
            server, _files.Trust with { Key = _files.Issue("client") }, PeerCertificate.Required));
        Assert.IsType<DicomAssociationAbortedException>(
            await EchoAsync(server, _files.Trust, PeerCertificate.Required));
    }

    [Fact]
    public async Task Server_WithAnotherName_IsRefused_WhereANameIsAskedFor()
    {
        Exception? e = await EchoAsync(
            _files.Issue("server"), _files.Trust with { ServerName = "worklist.example" });

        Assert.Equal(
            "certificate of CN=server: it is not for the name 'worklist.example'",
            Assert.IsType<TlsHandshakeException>(e).Message);
    }

    [Fact]
    public async Task Server_OfAnUnknownAuthority_IsRefused_UnlessCertificatesAreIgnored()
    {
        using var others = new CertificateFiles();
        TlsKeyFiles server = others.Issue("stranger");

        Exception? e = await EchoAsync(server, _files.Trust);
        Assert.StartsWith(
            "certificate of CN=stranger: ", Assert.IsType<TlsHandshakeException>(e).Message, StringComparison.Ordinal);
        Assert.Null(await EchoAsync(server, new TlsSettings { PeerCertificate = PeerCertificate.Ignored }));
    }

    [Fact]
    public async Task Server_WithAnExpiredCertificate_IsRefused()
    {
        Exception? e = await EchoAsync(_files.Issue("old", days: 1), _files.Trust);

        Assert.StartsWith(
            "certificate of CN=old: ", Assert.IsType<TlsHandshakeException>(e).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithACertificateForClientsOnly_IsRefused()
    {
        Exception? e = await EchoAsync(_files.Issue("client", usage: CertificateFiles.ForClients), _files.Trust);

        Assert.StartsWith(
            "certificate of CN=client: ", Assert.IsType<TlsHandshakeException>(e).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("07000000000400000200")] // A-ABORT, as peers without TLS answer
    [InlineData("15030300020228")] // TLS alert: fatal, handshake failure
    [InlineData("485454502F312E3120343030")] // HTTP/1.1 400
    [InlineData("")]
    public async Task Peer_WithoutTls_GetsNothingInTheClear(string answer)
    {
        using var acceptor = new FakeAcceptor();
        Task<DicomClient> connecting = acceptor.ConnectAsync(tls: TlsConnector.Create(_files.Trust));
        using Socket socket = await acceptor.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);

        await stream.WriteAsync(Convert.FromHexString(answer), Cancelled);
        socket.Shutdown(SocketShutdown.Send);

        await Assert.ThrowsAsync<TlsHandshakeException>(() => connecting);
        AssertRecords(await ReadToEndAsync(stream));
    }

    [Fact]
    public void Key_MissingForAServer_IsNamed()
    {
        var e = Assert.Throws<TlsConfigurationException>(() => TlsAcceptor.Create(_files.Trust));

        Assert.Equal(TlsSource.PrivateKey, e.Setting);
    }

    [Fact]
    public void Authorities_Missing_AreNamed()
    {
        var e = Assert.Throws<TlsConfigurationException>(() => TlsConnector.Create(new TlsSettings()));

        Assert.Equal(TlsSource.PeerCertificate, e.Setting);
    }

    // Null: answered.
    private static async Task<Exception?> EchoAsync(
        TlsKeyFiles server, TlsSettings client, PeerCertificate peer = PeerCertificate.Ignored)
    {
        TlsSettings settings = client with { Key = server, PeerCertificate = peer, ServerName = null };
        await using var services = new TestServer();
        Socket listener = ListenSocket.Open(IPAddress.Loopback, 0, dualMode: false);
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        services.Server.Start(listener, TlsAcceptor.Create(settings));
        var connector = TlsConnector.Create(client);
        return await Record.ExceptionAsync(async () =>
        {
            await using DicomClient association = await services.ConnectAsync(
                options => options with { Port = port, Tls = connector });
            Assert.Equal(DicomStatus.Success, await association.CEchoAsync(Cancelled));
            await association.ReleaseAsync(Cancelled);
        });
    }

    // Each of a type of TLS (RFC 8446 5.1), with the version and length behind it; nothing follows.
    private static void AssertRecords(byte[] sent)
    {
        Assert.NotEmpty(sent);
        for (var start = 0; start < sent.Length; start += 5 + (sent[start + 3] << 8) + sent[start + 4])
        {
            Assert.True(sent[start] is 0x15 or 0x16, $"{sent[start]:x2}: no alert or handshake");
            Assert.Equal(3, sent[start + 1]);
        }
    }

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, Cancelled);
        }
        catch (IOException)
        {
            // Closed before it had read all.
        }

        return all.ToArray();
    }
}
