using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;

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
    private readonly TimeSpan? _patience;
    private readonly ILogger _logger;
    private readonly MllpPlaces _places = new(Hl7Settings.MaxConnections);
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly Socket _listener;
    private readonly Task _accepting;

    private MllpServer(
        Socket listener, Hl7Settings settings, IHl7Receiver receiver, TimeSpan? patience, ILogger logger)
    {
        _listener = listener;
        _settings = settings;
        _receiver = receiver;
        _patience = patience;
        _logger = logger;
        Hl7Events.Listening(logger, listener.LocalEndPoint);
        _accepting = AcceptAllAsync();
    }

    /// <summary>Begins to accept on a socket that listens; from now on it is the server's.</summary>
    /// <param name="listener">The socket.</param>
    /// <param name="settings">Who may connect.</param>
    /// <param name="receiver">Carries out what comes.</param>
    /// <param name="patience">
    /// How long a message may take to arrive, from its first byte on, and a peer to take an answer; null: any time.
    /// </param>
    /// <param name="logger">Receives the events 3500 to 3599.</param>
    public static MllpServer Start(
        Socket listener, Hl7Settings settings, IHl7Receiver receiver, TimeSpan? patience, ILogger logger) =>
        new(listener, settings, receiver, patience, logger);

    /// <summary>
    /// Stops listening at once. Messages that are whole may be carried out and answered for some time, then that is
    /// aborted. A second call while the first still waits shortens the time.
    /// </summary>
    /// <param name="grace">How long they may take.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        await _accepting;
        _listener.Dispose();
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

    private async Task AcceptAllAsync()
    {
        try
        {
            for (var number = 1L; ; number++)
            {
                Socket socket = await AcceptAsync();
                await Task.Yield(); // not on a thread that others' sockets wait for, however many come at once
                Take(socket, number);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops: the only way out.
        }
    }

    // Failures pass, such as too many open files.
    private async Task<Socket> AcceptAsync()
    {
        while (true)
        {
            try
            {
                return await _listener.AcceptAsync(_stopping.Token);
            }
            catch (SocketException e)
            {
                Hl7Events.AcceptFailed(_logger, e.Message);
                await Task.Delay(AcceptRetryDelay, _stopping.Token);
            }
        }
    }

    private void Take(Socket socket, long number)
    {
        MllpPlace? place = null;
        try
        {
            place = FindPlace(socket, $"HL7 #{number}");
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

        Task serving = Task.Run(() => ServeAsync(socket, place));
        _connections[number] = serving;
        serving.ContinueWith(
            _ => _connections.TryRemove(number, out Task? _),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task ServeAsync(Socket socket, MllpPlace place)
    {
        using var connection = new MllpConnection(socket, place, _receiver, _patience, _logger);
        await connection.RunAsync(_stopping.Token, _aborting.Token);
    }

    private MllpPlace? FindPlace(Socket socket, string name)
    {
        var peer = (IPEndPoint?)socket.RemoteEndPoint ?? throw new SocketException((int)SocketError.NotConnected);
        IPAddress address = AddressRange.Unmap(peer.Address);
        var sender = new Hl7Sender(name, new IPEndPoint(address, peer.Port).ToString(), address);
        if (_settings.Allow.Count > 0 && !_settings.Allow.Contains(address))
        {
            Hl7Events.HostRefused(_logger, name, sender.Peer);
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
