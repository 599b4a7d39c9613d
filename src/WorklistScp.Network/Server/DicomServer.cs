using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;

namespace WorklistScp.Network.Server;

/// <summary>
/// A modality worklist SCP without the worklist: accepts associations, many at a time, performs C-ECHO, and hands
/// C-FIND to its provider (PS3.4 annexes A and K; PS3.8). No peer can end it.
/// </summary>
public sealed class DicomServer : IAsyncDisposable
{
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly DicomServerOptions _options;
    private readonly ServerServices _services;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="options">How to listen, what to accept, how long to wait.</param>
    /// <param name="provider">Answers C-FIND requests.</param>
    /// <param name="isCalledAETitleKnown">Whether there is a service under a called AE title.</param>
    /// <param name="logger">Receives the events 1000 to 1999.</param>
    /// <param name="timeProvider">The clock; null: the system's.</param>
    public DicomServer(
        DicomServerOptions options,
        IDicomCFindProvider provider,
        Func<string, bool> isCalledAETitleKnown,
        ILogger logger,
        TimeProvider? timeProvider = null)
        : this(
            options, provider, isCalledAETitleKnown, logger, timeProvider ?? TimeProvider.System,
            HostResolver.FindNameAsync)
    {
    }

    internal DicomServer(
        DicomServerOptions options,
        IDicomCFindProvider provider,
        Func<string, bool> isCalledAETitleKnown,
        ILogger logger,
        TimeProvider timeProvider,
        Func<IPAddress, CancellationToken, Task<string?>> lookUpHostName)
    {
        _options = options;
        _logger = logger;
        _time = timeProvider;
        _places = new SemaphoreSlim((int)Math.Min(
            options.MaxConnections ?? int.MaxValue, (long)options.MaxAssociations + options.MaxPendingConnections));
        _services = new ServerServices(
            options,
            new AssociationNegotiator(options.Policy),
            new SemaphoreSlim(options.MaxAssociations),
            provider,
            isCalledAETitleKnown,
            logger,
            options.LookUpHostNames ? new HostNames(lookUpHostName, timeProvider, logger) : null);
    }

    /// <summary>The address and port that the server listens on.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public IPEndPoint LocalEndPoint => (IPEndPoint?)_listener?.LocalEndPoint
        ?? throw new InvalidOperationException("the server was not started");

    /// <summary>Listens and begins to accept.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    public void Start() => Start(ListenSocket.Open(_options.Address, _options.Port, dualMode: true));

    /// <summary>Begins to accept on a socket that was opened before; from now on it is the server's.</summary>
    /// <param name="listener">A bound TCP socket; it may listen already, as those do that systemd hands over.</param>
    /// <exception cref="ArgumentException">The socket is of another kind, or not bound.</exception>
    /// <exception cref="SocketException">The socket cannot listen.</exception>
    public void Start(Socket listener)
    {
        if (listener is not { SocketType: SocketType.Stream, IsBound: true }
            || listener.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new ArgumentException("expected a TCP socket that is bound", nameof(listener));
        }

        listener.Listen(); // once more does no harm
        _listener = listener;
        NetworkLog.Listening(_logger, listener.LocalEndPoint);
        _accepting = AcceptAllAsync(listener);
    }

    /// <summary>
    /// Stops listening at once. Open associations may finish for some time, then they are aborted. A second call while
    /// the first still waits shortens the time.
    /// </summary>
    /// <param name="grace">How long they may finish.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener?.Dispose();
        var finished = Task.WhenAll(_connections.Values);
        try
        {
            NetworkLog.Stopping(_logger, _connections.Count, grace.TotalSeconds);
            await finished.WaitAsync(grace, _time);
        }
        catch (TimeoutException)
        {
            await _aborting.CancelAsync();
            await finished;
        }
    }

    /// <summary>Stops without grace, unless it has been stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await StopAsync(TimeSpan.Zero);
        }

        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task AcceptAllAsync(Socket listener)
    {
        try
        {
            for (long number = 1; ; number++)
            {
                await _places.WaitAsync(_stopping.Token);
                Serve(await AcceptAsync(listener), number);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops: the only way out.
        }
    }

    // Failures pass, such as too many open files.
    private async Task<Socket> AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(_stopping.Token);
            }
            catch (SocketException e)
            {
                NetworkLog.AcceptFailed(_logger, e.Message);
                await Task.Delay(AcceptRetryDelay, _time, _stopping.Token);
            }
        }
    }

    private void Serve(Socket socket, long number)
    {
        // On the thread pool: a provider that works without waiting must not keep the next peer from being accepted.
        Task serving = Task.Run(() => ServeAsync(socket, $"#{number}"));
        _connections[number] = serving;
        serving.ContinueWith(
            _ =>
            {
                _connections.TryRemove(number, out Task? _);
                _places.Release();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket, string id)
    {
        try
        {
            IPEndPoint? peer = PeerOf(socket);
            if (peer is not null)
            {
                _services.HostNames?.StartLookUp(peer.Address);
            }

            socket.NoDelay = true;
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            var settings = new UpperLayerSettings(
                _options.Policy.MaxPduLength, _options.AcseTimeout, _options.DimseTimeout);
            await using UpperLayerConnection connection =
                UpperLayerConnection.Accept(new QuickAckStream(socket), settings, _time, _logger, id);
            await using var association = new ServerAssociation(connection, _services, id, peer);
            await association.RunAsync(_stopping.Token, _aborting.Token);
        }
        catch (SocketException e)
        {
            NetworkLog.ConnectionEnded(_logger, id, e.Message); // the peer was gone before it was looked at
            socket.Dispose();
        }
        catch (Exception e)
        {
            NetworkLog.AssociationFailed(_logger, id, e); // ends this connection alone
            socket.Dispose();
        }
    }

    // A socket for both versions of IP gives IPv4 addresses as ::ffff:192.0.2.7.
    private static IPEndPoint? PeerOf(Socket socket)
    {
        var peer = (IPEndPoint?)socket.RemoteEndPoint;
        return peer is { Address.IsIPv4MappedToIPv6: true }
            ? new IPEndPoint(peer.Address.MapToIPv4(), peer.Port)
            : peer;
    }
}
