using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;
using WorklistScp.Network.Turns;

namespace WorklistScp.Network.Server;

/// <summary>
/// Accepts associations, many at a time, and takes what they ask for to the services (PS3.7; PS3.8). No peer can end
/// it.
/// </summary>
public sealed class DicomServer : IAsyncDisposable
{
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly DicomServerOptions _options;
    private readonly ServerServices _services;
    private readonly Admission _admission;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly ConnectionPlaces _places;
    private readonly OnceAMinute _placeNews;
    private readonly RepeatCounter<bool, IPAddress> _givenWayNews; // all of one kind
    private readonly OnceAMinute _acceptNews;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _accepting = [];
    private long _lastNumber;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="options">How to listen, what to accept, how long to wait.</param>
    /// <param name="services">The SOP classes.</param>
    /// <param name="isCalledAETitleKnown">
    /// Whether there is a service under a called AE title; null: it cannot tell now. It is asked only for peers that
    /// no other rule refuses, and may take its time: nobody else waits. The token is cancelled when the peer has gone.
    /// </param>
    /// <param name="logger">Receives the events 1000 to 1999.</param>
    /// <param name="timeProvider">The clock; null: the system's.</param>
    public DicomServer(
        DicomServerOptions options,
        DicomServices services,
        Func<string, CancellationToken, ValueTask<bool?>> isCalledAETitleKnown,
        ILogger logger,
        TimeProvider? timeProvider = null)
        : this(
            options, services, isCalledAETitleKnown, logger, timeProvider ?? TimeProvider.System,
            HostResolver.FindNameAsync)
    {
    }

    internal DicomServer(
        DicomServerOptions options,
        DicomServices services,
        Func<string, CancellationToken, ValueTask<bool?>> isCalledAETitleKnown,
        ILogger logger,
        TimeProvider timeProvider,
        Func<IPAddress, CancellationToken, Task<string?>> lookUpHostName)
    {
        _options = options;
        _logger = logger;
        _time = timeProvider;
        _admission = new Admission(options, new PeerNames(PeerNames.LookUp), timeProvider, logger);
        _places = new ConnectionPlaces(
            (int)Math.Min(
                options.MaxConnections ?? int.MaxValue, (long)options.MaxAssociations + options.MaxPendingConnections),
            canGiveWay: options.MaxPendingConnections > 0);
        _placeNews = new OnceAMinute(timeProvider);
        _givenWayNews = new RepeatCounter<bool, IPAddress>(
            maxKinds: 1,
            repeats => NetworkLog.GaveWay(logger, _places.Count, repeats.Count, repeats.Last),
            timeProvider);
        _acceptNews = new OnceAMinute(timeProvider);
        var negotiator = new AssociationNegotiator(options.Policy, services.SOPClasses);
        _services = new ServerServices(
            options,
            negotiator,
            new AssociationSlots(options.MaxAssociations),
            services,
            isCalledAETitleKnown,
            new WorkTurns(WorkTurns.UsualThreads, timeProvider),
            timeProvider,
            logger,
            options.LookUpHostNames ? new HostNames(lookUpHostName, timeProvider, logger) : null)
        {
            LocalLimitNews = new OnceAMinute(timeProvider),
            RejectedTitles = new RejectedTitles(negotiator, options.CalledAETitles, timeProvider, logger),
        };
    }

    /// <summary>The address and port that the server listens on; of several, those it was started with first.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public IPEndPoint LocalEndPoint => (IPEndPoint?)_listeners.FirstOrDefault()?.LocalEndPoint
        ?? throw new InvalidOperationException("the server was not started");

    /// <summary>Whether it was started without a single rule about who may associate.</summary>
    public bool AdmitsEveryone => _admission.AdmitsEveryone && _options.Policy.AllowedCalling is [];

    /// <summary>Listens and begins to accept.</summary>
    /// <exception cref="SocketException">The address or port cannot be had.</exception>
    /// <exception cref="HostsAccessException">The files of hosts_access(5) cannot be understood.</exception>
    public void Start() => Start(ListenSocket.Open(_options.Address, _options.Port, dualMode: true));

    /// <summary>
    /// Begins to accept on a socket that was opened before; from now on it is the server's. To be called again for
    /// further sockets.
    /// </summary>
    /// <param name="listener">A bound TCP socket; it may listen already, as those do that systemd hands over.</param>
    /// <param name="tls">Makes TLS connections of those that are accepted there; null: they stay as they are.</param>
    /// <exception cref="ArgumentException">The socket is of another kind, or not bound.</exception>
    /// <exception cref="SocketException">The socket cannot listen.</exception>
    /// <exception cref="HostsAccessException">The files of hosts_access(5) cannot be understood.</exception>
    public void Start(Socket listener, TlsAcceptor? tls = null)
    {
        if (listener is not { SocketType: SocketType.Stream, IsBound: true }
            || listener.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
        {
            throw new ArgumentException("expected a TCP socket that is bound", nameof(listener));
        }

        _admission.Check();
        listener.Listen(); // once more does no harm
        _listeners.Add(listener);
        NetworkLog.Listening(_logger, listener.LocalEndPoint);
        _accepting.Add(AcceptAllAsync(listener, tls));
    }

    /// <summary>
    /// Stops listening at once. Open associations may finish for some time, then they are aborted. A second call while
    /// the first still waits shortens the time.
    /// </summary>
    /// <param name="grace">How long they may finish.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_accepting);
        _listeners.ForEach(listener => listener.Dispose());
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

        _givenWayNews.Dispose();
        _services.RejectedTitles?.Dispose();
        _services.Turns.Dispose();
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task AcceptAllAsync(Socket listener, TlsAcceptor? tls)
    {
        try
        {
            while (true)
            {
                Socket socket = await AcceptAsync(listener);
                await Task.Yield(); // not on a thread that others' sockets wait for, however many come at once
                await TakeAsync(socket, tls, Interlocked.Increment(ref _lastNumber));
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops: the only way out.
        }
    }

    private async ValueTask TakeAsync(Socket socket, TlsAcceptor? tls, long number)
    {
        var id = $"#{number}";
        AdmittedPeer? peer = null;
        var isServed = false;
        try
        {
            peer = _admission.Judge(socket, id);
            if (peer is not null)
            {
                Serve(socket, tls, peer, await FindPlaceAsync(socket, peer.EndPoint.Address), number, id);
                isServed = true;
            }
        }
        catch (SocketException e)
        {
            NetworkLog.ConnectionEnded(_logger, id, e.Message); // the peer was gone before it was looked at
        }
        finally
        {
            if (!isServed)
            {
                peer?.Dispose();
                socket.Dispose();
            }
        }
    }

    // After accepting: of several listeners, none must hold a place while nobody connects to it.
    private async ValueTask<ConnectionPlace> FindPlaceAsync(Socket socket, IPAddress address)
    {
        while (true)
        {
            ConnectionPlace? place = _places.TryTake(socket, address, out ConnectionPlace? gaveWay);
            if (gaveWay is not null && _givenWayNews.Add(true, gaveWay.Address))
            {
                NetworkLog.GaveWay(_logger, _places.Count, 1, gaveWay.Address);
            }

            if (place is not null)
            {
                return place;
            }

            SayThatNewOnesWait();
            await _places.WaitAsync(_stopping.Token);
        }
    }

    private void SayThatNewOnesWait()
    {
        if (_placeNews.IsDue())
        {
            NetworkLog.NoPlace(_logger, _places.Count);
        }
    }

    // Failures pass, such as too many open files.
    private async Task<Socket> AcceptAsync(Socket listener)
    {
        var wasSaid = false;
        while (true)
        {
            try
            {
                Socket socket = await listener.AcceptAsync(_stopping.Token);
                if (wasSaid)
                {
                    NetworkLog.AcceptingAgain(_logger);
                }

                return socket;
            }
            catch (SocketException e)
            {
                wasSaid |= SayThatAcceptFailed(e);
                await Task.Delay(AcceptRetryDelay, _time, _stopping.Token);
            }
        }
    }

    private bool SayThatAcceptFailed(SocketException e)
    {
        bool isDue = _acceptNews.IsDue();
        if (isDue)
        {
            NetworkLog.AcceptFailed(_logger, e.Message);
        }

        return isDue;
    }

    private void Serve(
        Socket socket, TlsAcceptor? tls, AdmittedPeer peer, ConnectionPlace place, long number, string id)
    {
        // On the thread pool: a provider that works without waiting must not keep the next peer from being accepted.
        Task serving = Task.Run(() => ServeAsync(socket, tls, peer, place, id));
        _connections[number] = serving;
        serving.ContinueWith(
            _ =>
            {
                _connections.TryRemove(number, out Task? _);
                place.Dispose();
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(
        Socket socket, TlsAcceptor? tls, AdmittedPeer direct, ConnectionPlace place, string id)
    {
        IPEndPoint peer = direct.EndPoint;
        try
        {
            using AdmittedPeer? admitted = await _admission.AdmitAsync(socket, direct, place, id, _stopping.Token);
            if (admitted is null)
            {
                socket.Dispose();
                return;
            }

            peer = admitted.EndPoint;
            await ServeAsync(socket, tls, peer, place, id);
        }
        catch (Exception e) when (place.GaveWay.IsCancellationRequested)
        {
            NetworkLog.PlaceWasTaken(_logger, id, e.Message);
        }
        catch (TlsHandshakeException e) when (e.IsPlainDicom)
        {
            NetworkLog.PlainOnTlsPort(_logger, id, peer);
            _options.Observer?.OnTlsFailed(id, peer, "peer speaks DICOM without TLS, this port expects TLS");
        }
        catch (TlsHandshakeException e)
        {
            NetworkLog.HandshakeFailed(_logger, id, new PeerText(peer, _services.HostNames), e.Message);
            _options.Observer?.OnTlsFailed(id, peer, e.Message);
        }
        catch (Exception e) when (e is SocketException or IOException)
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

    private async Task ServeAsync(
        Socket socket, TlsAcceptor? tls, IPEndPoint peer, ConnectionPlace place, string id)
    {
        socket.NoDelay = true;
        UnsentLimit.Set(socket);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        var settings = new UpperLayerSettings(
            _options.Policy.MaxPduLength, _options.AcseTimeout, _options.DimseTimeout, _options.PduTimeout);
        Stream transport = new QuickAckStream(socket);
        SslStream? secured = tls is null
            ? null
            : await tls.AcceptAsync(transport, _options.AcseTimeout, _time, _stopping.Token);
        TlsPeer? tlsPeer = secured is null ? null : TlsPeer.Of(secured);
        await using UpperLayerConnection connection = UpperLayerConnection.Accept(
            secured ?? transport, settings, _time, _logger, id, new PeerText(peer, _services.HostNames, tlsPeer));
        await using var association = new ServerAssociation(connection, _services, id, peer, place, tlsPeer);
        await association.RunAsync(_stopping.Token, _aborting.Token);
    }
}
