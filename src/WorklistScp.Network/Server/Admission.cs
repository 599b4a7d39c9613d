using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;
using WorklistScp.Network.Logging;

namespace WorklistScp.Network.Server;

/// <summary>
/// Decides about a new connection, before a byte of DICOM is read, by the cheapest rule first: whether its address is
/// allowed and has too many connections, then, what takes time, who the client behind a proxy is, and what the rules
/// for hosts say. What is refused is logged here.
/// </summary>
internal sealed class Admission
{
    private const string TooManyConnections = "its address has too many connections already";

    private readonly AccessOptions _options;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IAssociationObserver? _observer;
    private readonly AddressLimit? _limit;
    private readonly HostsAccess? _hosts;

    /// <summary>Makes the rules.</summary>
    /// <param name="options">The rules, and how long a peer may keep them waiting: the ACSE timeout.</param>
    /// <param name="names">Looks up names.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives what is refused.</param>
    public Admission(DicomServerOptions options, PeerNames names, TimeProvider time, ILogger logger)
    {
        _options = options.Access;
        _patience = options.AcseTimeout;
        _time = time;
        _logger = logger;
        _observer = options.Observer;
        _limit = _options.LimitPerAddress(options.MaxAssociations) is { } limit ? new AddressLimit(limit) : null;
        _hosts = _options.HostsAccess is { } hosts ? new HostsAccess(hosts, names, logger) : null;
    }

    /// <summary>Whether there was no rule when they were checked.</summary>
    public bool AdmitsEveryone { get; private set; }

    /// <summary>Looks whether the rules can be understood.</summary>
    /// <exception cref="HostsAccessException">They cannot.</exception>
    public void Check() => AdmitsEveryone = _hosts?.Read().Rules is null or [] && _options.Allow is [];

    /// <summary>Decides by the address alone, without waiting.</summary>
    /// <returns>The peer, which may be a proxy; null: the connection is to be closed.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public AdmittedPeer? Judge(Socket socket, string id)
    {
        IPEndPoint direct = PeerOf(socket);
        return _options.Proxies.Contains(direct.Address) ? new AdmittedPeer(direct, null, IsProxy: true)
            : Enter(direct, id);
    }

    /// <summary>Decides by what takes time: the header of a proxy, and names of hosts.</summary>
    /// <param name="socket">The connection.</param>
    /// <param name="direct">What its address was judged to be; this is its owner from now on.</param>
    /// <param name="place">The connection's place, which learns who the client is.</param>
    /// <param name="id">What the connection is called in the log.</param>
    /// <param name="stopping">The server ends.</param>
    /// <returns>The peer; null: the connection is to be closed.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public async Task<AdmittedPeer?> AdmitAsync(
        Socket socket, AdmittedPeer direct, ConnectionPlace place, string id, CancellationToken stopping)
    {
        AdmittedPeer? admitted = direct;
        var isIn = false;
        try
        {
            if (direct.IsProxy)
            {
                admitted = await FindClientAsync(socket, direct.EndPoint, id, stopping) is { } client
                    ? Enter(client, id)
                    : null;
                if (admitted is null)
                {
                    return null;
                }

                place.BelongTo(admitted.EndPoint.Address);
            }

            isIn = await IsLetInAsync(admitted.EndPoint, socket, place, id, stopping);
            return isIn ? admitted : null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null; // the server ends
        }
        finally
        {
            if (!isIn)
            {
                admitted?.Dispose();
            }
        }
    }

    // A socket for both versions of IP gives IPv4 addresses as ::ffff:192.0.2.7.
    private static IPEndPoint PeerOf(Socket socket)
    {
        var peer = (IPEndPoint?)socket.RemoteEndPoint ?? throw new SocketException((int)SocketError.NotConnected);
        return new IPEndPoint(AddressRange.Unmap(peer.Address), peer.Port);
    }

    private async Task<IPEndPoint?> FindClientAsync(
        Socket socket, IPEndPoint direct, string id, CancellationToken stopping)
    {
        try
        {
            IPEndPoint? client = await WithinPatienceAsync(
                token => ProxyHeaderReceiver.ReceiveAsync(socket, token), stopping);
            if (client is not null)
            {
                NetworkLog.Proxied(_logger, id, client, direct);
            }

            return client ?? direct;
        }
        catch (ProxyHeaderException e)
        {
            RefuseProxy(id, direct, e.Message);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            RefuseProxy(id, direct, "the PROXY protocol header did not come in time");
        }

        return null;
    }

    private AdmittedPeer? Enter(IPEndPoint peer, string id)
    {
        if (_options.Allow.Count > 0 && !_options.Allow.Contains(peer.Address))
        {
            Refuse(id, peer, "--allow");
            return null;
        }

        if (_limit is null || _limit.TryEnter(peer.Address))
        {
            return new AdmittedPeer(peer, _limit);
        }

        NetworkLog.TooManyOfAddress(_logger, id, peer, _limit.Limit);
        _observer?.OnHostRefused(id, peer, TooManyConnections);
        return null;
    }

    private void Refuse(string id, IPEndPoint peer, string rule)
    {
        NetworkLog.HostRefused(_logger, id, peer, rule);
        _observer?.OnHostRefused(id, peer, rule);
    }

    private void RefuseProxy(string id, IPEndPoint proxy, string problem)
    {
        NetworkLog.ProxyRefused(_logger, id, proxy, problem);
        _observer?.OnHostRefused(id, proxy, problem);
    }

    private async Task<bool> IsLetInAsync(
        IPEndPoint peer, Socket socket, ConnectionPlace place, string id, CancellationToken stopping)
    {
        if (_hosts is null)
        {
            return true;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, place.GaveWay);
        string? rule = await FindRefusalAsync(
            token => _hosts.FindRefusalAsync(peer.Address, () => PeerPresence.HasGone(socket), token), end.Token);
        if (rule is not null)
        {
            Refuse(id, peer, rule);
        }

        return rule is null;
    }

    private async Task<string?> FindRefusalAsync(
        Func<CancellationToken, Task<string?>> find, CancellationToken end)
    {
        try
        {
            return await WithinPatienceAsync(find, end);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            return "--access-control: not decided in time, for want of its name or of the files";
        }
    }

    private async Task<T> WithinPatienceAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken end)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, end);
        return await act(either.Token);
    }
}

/// <summary>A peer that was let in; dispose it when its connection is closed.</summary>
/// <param name="EndPoint">Its address: that of the client, where a proxy is between.</param>
/// <param name="Limit">Where it is counted; null: nowhere.</param>
/// <param name="IsProxy">Whether it has yet to say who the client is.</param>
internal sealed record AdmittedPeer(IPEndPoint EndPoint, AddressLimit? Limit, bool IsProxy = false) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Limit?.Leave(EndPoint.Address);
}
