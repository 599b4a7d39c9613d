using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using WorklistScp.Network.Access;
using WorklistScp.Network.Tls;

namespace Wlmscp.Hl7;

/// <summary>
/// Takes HL7 messages over MLLP, of many senders at a time: each connection has its messages carried out and answered
/// one after the other, and stays open as long as its peer likes. No peer can end it.
/// </summary>
internal sealed class MllpServer : IAsyncDisposable
{
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly Hl7Settings _settings;
    private readonly IHl7Receiver _receiver;
    private readonly MllpTimeouts _timeouts;
    private readonly AuditLog? _audit;
    private readonly ILogger _logger;
    private readonly MllpPlaces _places = new(Hl7Settings.MaxConnections);
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _accepting = [];
    private long _lastNumber;

    /// <summary>Makes a server that does not listen yet.</summary>
    /// <param name="settings">Who may connect.</param>
    /// <param name="receiver">Carries out what comes.</param>
    /// <param name="timeouts">How long peers may take.</param>
    /// <param name="audit">Is told who gets no connection; null: nobody is.</param>
    /// <param name="logger">Receives the events 3500 to 3599.</param>
    public MllpServer(
        Hl7Settings settings, IHl7Receiver receiver, MllpTimeouts timeouts, AuditLog? audit, ILogger logger)
    {
        _settings = settings;
        _receiver = receiver;
        _timeouts = timeouts;
        _audit = audit;
        _logger = logger;
    }

    /// <summary>
    /// Begins to accept on a socket that listens; from now on it is the server's. To be called again for a further one.
    /// </summary>
    /// <param name="listener">The socket.</param>
    /// <param name="tls">Makes TLS connections of those that are accepted there; null: they stay as they are.</param>
    public void Start(Socket listener, TlsAcceptor? tls)
    {
        _listeners.Add(listener);
        Hl7Events.Listening(_logger, listener.LocalEndPoint);
        _accepting.Add(AcceptAllAsync(listener, tls));
    }

    /// <summary>
    /// Stops listening at once. Messages that are whole may be carried out and answered for some time, then that is
    /// aborted. A second call while the first still waits shortens the time.
    /// </summary>
    /// <param name="grace">How long they may take.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_accepting);
        _listeners.ForEach(listener => listener.Dispose());
        if (_listeners is [])
        {
            return;
        }

        var finished = Task.WhenAll(_connections.Values);
        try
        {
            Hl7Events.Stopping(_logger, _connections.Count, grace.TotalSeconds);
            await finished.WaitAsync(grace);
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
    }

    private async Task AcceptAllAsync(Socket listener, TlsAcceptor? tls)
    {
        try
        {
            while (true)
            {
                Socket socket = await AcceptAsync(listener);
                await Task.Yield(); // not on a thread that others' sockets wait for, however many come at once
                Take(socket, tls, Interlocked.Increment(ref _lastNumber));
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
                Hl7Events.AcceptFailed(_logger, e.Message);
                await Task.Delay(AcceptRetryDelay, _stopping.Token);
            }
        }
    }

    private void Take(Socket socket, TlsAcceptor? tls, long number)
    {
        MllpPlace? place = null;
        try
        {
            place = FindPlace(socket, $"HL7 #{number}", tls is null ? Hl7Door.Port : Hl7Door.TlsPort);
        }
        catch (SocketException)
        {
            // The peer was gone before it was looked at.
        }

        if (place is null)
        {
            socket.Dispose();
            return;
        }

        Task serving = Task.Run(() => ServeAsync(socket, tls, place));
        _connections[number] = serving;
        serving.ContinueWith(
            _ => _connections.TryRemove(number, out Task? _),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket, TlsAcceptor? tls, MllpPlace place)
    {
        using (place)
        {
            if (await OpenAsync(socket, tls, place) is not { } transport)
            {
                socket.Dispose();
                return;
            }

            Hl7Sender sender = place.Sender with { TlsSubject = transport.TlsSubject };
            using var connection =
                new MllpConnection(transport, place, sender, _receiver, _timeouts.Message, _logger);
            if (await connection.RunAsync(_stopping.Token, _aborting.Token) == MllpConnection.SpeaksTls)
            {
                _audit?.OnTlsFailed(sender.Name, sender.Remote, MllpConnection.SpeaksTls);
            }
        }
    }

    // Null: there is no connection, and nobody to tell.
    private async Task<MllpTransport?> OpenAsync(Socket socket, TlsAcceptor? tls, MllpPlace place)
    {
        Hl7Sender sender = place.Sender;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, place.GaveWay);
        try
        {
            return await MllpTransport.OpenAsync(socket, tls, _timeouts.Handshake, ending.Token);
        }
        catch (TlsHandshakeException) when (ending.IsCancellationRequested)
        {
            // The program ends, or another connection has its place: that was said there.
        }
        catch (TlsHandshakeException e)
        {
            Hl7Events.HandshakeFailed(_logger, sender.Name, sender.Peer, e.Message);
            _audit?.OnTlsFailed(sender.Name, sender.Remote, e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Hl7Events.Closed(_logger, sender.Name, sender.Peer); // before it said anything
        }
        catch (Exception e)
        {
            Hl7Events.Failed(_logger, sender.Name, sender.Peer, e); // ends this connection alone
        }

        return null;
    }

    private MllpPlace? FindPlace(Socket socket, string name, Hl7Door door)
    {
        var peer = (IPEndPoint?)socket.RemoteEndPoint ?? throw new SocketException((int)SocketError.NotConnected);
        IPAddress address = AddressRange.Unmap(peer.Address);
        var remote = new IPEndPoint(address, peer.Port);
        var sender = new Hl7Sender(name, remote) { Door = door };
        if (_settings.Allow.Count > 0 && !_settings.Allow.Contains(address))
        {
            Hl7Events.HostRefused(_logger, name, sender.Peer);
            _audit?.OnHostRefused(name, remote, "--hl7-allow");
            return null;
        }

        MllpPlace? place = _places.TryTake(sender, address, out MllpPlace? gaveWay);
        if (place is null)
        {
            Hl7Events.NoPlace(_logger, name, sender.Peer, _places.Count);
        }

        if (gaveWay is { Sender: var other })
        {
            Hl7Events.GaveWay(_logger, other.Name, other.Peer, _places.Count);
        }

        return place;
    }
}

/// <summary>How long peers may take.</summary>
/// <param name="Message">
/// For a message to arrive, from its first byte on, and to take an answer; null: any time.
/// </param>
/// <param name="Handshake">For all of the handshake of TLS.</param>
internal sealed record MllpTimeouts(TimeSpan? Message, TimeSpan Handshake);
