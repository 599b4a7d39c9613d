using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Server;

namespace WorklistScp.Network.Access;

/// <summary>
/// Decides about a new connection, before a byte of DICOM is read: who the peer is, whether its address has too many
/// connections, and whether the rules for hosts admit it. What is refused is logged here.
/// </summary>
internal sealed class Admission
{
    private readonly AccessOptions _options;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
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
        _limit = _options.LimitPerAddress(options.MaxAssociations) is { } limit ? new AddressLimit(limit, time) : null;
        _hosts = _options.HostsAccess is { } hosts ? new HostsAccess(hosts, names, logger) : null;
    }

    /// <summary>Whether there was no rule when they were checked.</summary>
    public bool AdmitsEveryone { get; private set; }

    /// <summary>Looks whether the rules can be understood.</summary>
    /// <exception cref="HostsAccessException">They cannot.</exception>
    public void Check() => AdmitsEveryone = _hosts?.Read().Rules is null or [] && _options.Allow is [];

    /// <summary>Decides about a connection.</summary>
    /// <returns>The peer; null: the connection is to be closed.</returns>
    /// <exception cref="SocketException">The connection is broken.</exception>
    public async Task<AdmittedPeer?> AdmitAsync(Socket socket, string id, CancellationToken stopping)
    {
        try
        {
            return await FindPeerAsync(socket, id, stopping) is { } peer && Enter(peer, id) is { } admitted
                ? await ApplyRulesAsync(admitted, id, stopping)
                : null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null; // the server ends
        }
    }

    // A socket for both versions of IP gives IPv4 addresses as ::ffff:192.0.2.7.
    private static IPEndPoint PeerOf(Socket socket)
    {
        var peer = (IPEndPoint?)socket.RemoteEndPoint ?? throw new SocketException((int)SocketError.NotConnected);
        return new IPEndPoint(AddressRange.Unmap(peer.Address), peer.Port);
    }

    private async Task<IPEndPoint?> FindPeerAsync(Socket socket, string id, CancellationToken stopping)
    {
        IPEndPoint direct = PeerOf(socket);
        if (!_options.Proxies.Contains(direct.Address))
        {
            return direct;
        }

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
            NetworkLog.ProxyRefused(_logger, id, direct, e.Message);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            NetworkLog.ProxyRefused(_logger, id, direct, "the PROXY protocol header did not come in time");
        }

        return null;
    }

    private AdmittedPeer? Enter(IPEndPoint peer, string id)
    {
        var isNews = false;
        if (_limit is null || _limit.TryEnter(peer.Address, out isNews))
        {
            return new AdmittedPeer(peer, _limit);
        }

        if (isNews)
        {
            NetworkLog.TooManyOfAddress(_logger, id, peer, _limit.Limit);
        }

        return null;
    }

    private async Task<AdmittedPeer?> ApplyRulesAsync(AdmittedPeer peer, string id, CancellationToken stopping)
    {
        string? rule;
        try
        {
            rule = await FindRefusalAsync(peer.EndPoint.Address, stopping);
        }
        catch
        {
            peer.Dispose();
            throw;
        }

        if (rule is null)
        {
            return peer;
        }

        NetworkLog.HostRefused(_logger, id, peer.EndPoint, rule);
        peer.Dispose();
        return null;
    }

    private async Task<string?> FindRefusalAsync(IPAddress address, CancellationToken stopping)
    {
        if (_options.Allow.Count > 0 && !_options.Allow.Contains(address))
        {
            return "--allow";
        }

        if (_hosts is null)
        {
            return null;
        }

        try
        {
            return await WithinPatienceAsync(token => _hosts.FindRefusalAsync(address, token), stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return "--access-control: its name was not found in time";
        }
    }

    private async Task<T> WithinPatienceAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        return await act(either.Token);
    }
}
