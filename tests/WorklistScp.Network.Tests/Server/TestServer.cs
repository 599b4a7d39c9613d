using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network.Client;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>A server on a free loopback port; every called AE title but UNKNOWN is known.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public TestServer(DicomServices services)
        : this(services, null, null, null, null, null)
    {
    }

    public TestServer(
        IDicomCFindProvider? provider = null,
        DicomServerOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger? logger = null,
        Func<IPAddress, CancellationToken, Task<string?>>? lookUpHostName = null,
        Func<string, CancellationToken, ValueTask<bool?>>? isCalledAETitleKnown = null)
        : this(
            new DicomServices().Add(WorklistModel.UID, provider ?? ScriptedProvider.Matches(3)), options, timeProvider,
            logger, lookUpHostName, isCalledAETitleKnown)
    {
    }

    private TestServer(
        DicomServices services,
        DicomServerOptions? options,
        TimeProvider? timeProvider,
        ILogger? logger,
        Func<IPAddress, CancellationToken, Task<string?>>? lookUpHostName,
        Func<string, CancellationToken, ValueTask<bool?>>? isCalledAETitleKnown)
    {
        Server = new DicomServer(
            (options ?? new DicomServerOptions()) with { Address = IPAddress.Loopback, Port = 0 },
            services,
            isCalledAETitleKnown ?? ((title, _) => ValueTask.FromResult<bool?>(title != "UNKNOWN")),
            logger ?? NullLogger.Instance,
            timeProvider ?? TimeProvider.System,
            lookUpHostName ?? HostResolver.FindNameAsync);
        Server.Start();
    }

    public DicomServer Server { get; }

    public static ValueTask<bool?> KnowsAll(string calledAETitle, CancellationToken cancellationToken) => new(true);

    public Task<DicomClient> ConnectAsync(Func<DicomClientOptions, DicomClientOptions>? change = null)
    {
        var options = new DicomClientOptions
        {
            Host = IPAddress.Loopback.ToString(),
            Port = Server.LocalEndPoint.Port,
            CallingAETitle = "MODALITY",
            CalledAETitle = "AETITLE_1",
            PresentationContexts = WorklistModel.Contexts,
        };
        return DicomClient.ConnectAsync(
            change is null ? options : change(options), cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Connects, from an address of this machine if one is given, and sends nothing.</summary>
    public async Task<RawPeer> ConnectRawAsync(string? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        }

        await socket.ConnectAsync(Server.LocalEndPoint, TestContext.Current.CancellationToken);
        return new RawPeer(socket);
    }

    /// <summary>Fails unless a new association is served.</summary>
    public async Task AssertHealthyAsync()
    {
        await using DicomClient client = await ConnectAsync();
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(TestContext.Current.CancellationToken));
        await client.ReleaseAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
