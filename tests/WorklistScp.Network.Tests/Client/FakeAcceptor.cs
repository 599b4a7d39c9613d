using System.Net;
using System.Net.Sockets;
using WorklistScp.Network.Client;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tests.Server;
using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Client;

/// <summary>Listens on a free loopback port for one client, which a test then answers PDU by PDU.</summary>
internal sealed class FakeAcceptor : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FakeAcceptor() => _listener.Start();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What <see cref="RawPeer.Request"/> proposes, accepted.</summary>
    public static AAssociateAC Accept(AAssociateRQ request) => new(
        request.FieldsAsReceived,
        request.ApplicationContextName,
        [.. request.PresentationContexts.Select(context => new NegotiatedPresentationContext(
            context.ID, PresentationContextResult.Acceptance, context.TransferSyntaxes[0]))],
        new UserInformation(16384, null, null));

    public Task<DicomClient> ConnectAsync(
        TimeProvider? timeProvider = null,
        string calledAETitle = "AETITLE_1",
        TlsConnector? tls = null) => DicomClient.ConnectAsync(
        new DicomClientOptions
        {
            Host = IPAddress.Loopback.ToString(),
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            CallingAETitle = "MODALITY",
            CalledAETitle = calledAETitle,
            Tls = tls,
        },
        timeProvider: timeProvider,
        cancellationToken: Cancelled);

    public async Task<RawPeer> AcceptAsync() => new(await AcceptSocketAsync());

    public Task<Socket> AcceptSocketAsync() => _listener.AcceptSocketAsync(Cancelled).AsTask();

    /// <summary>Associates a client with a peer that the test plays.</summary>
    public async Task<(DicomClient Client, RawPeer Peer)> AssociateAsync(TimeProvider? timeProvider = null)
    {
        Task<DicomClient> connecting = ConnectAsync(timeProvider);
        RawPeer peer = await AcceptAsync();
        await peer.SendAsync(Accept(Assert.IsType<AAssociateRQ>(await peer.ReceiveAsync())));
        return (await connecting, peer);
    }

    public void Dispose() => _listener.Dispose();
}
