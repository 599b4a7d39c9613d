using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;
using WorklistScp.Network.Logging;

namespace WorklistScp.Network.Server;

/// <summary>
/// Access by hosts_access(5). The files are looked at for each peer, as libwrap does; one that is broken refuses
/// everyone. Any thread may call.
/// </summary>
internal sealed class HostsAccess(HostsAccessOptions options, PeerNames names, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly HostsAccessFile _allow = new(
        options.AllowPath, new HostsAccessReader(options.AllowPath, isGranting: true, options.DaemonNames));

    private readonly HostsAccessFile _deny = new(
        options.DenyPath, new HostsAccessReader(options.DenyPath, isGranting: false, options.DaemonNames));

    private string? _problem;

    /// <summary>Reads both files.</summary>
    /// <exception cref="HostsAccessException">One cannot be read or understood.</exception>
    public HostsRules Read()
    {
        lock (_lock)
        {
            var rules = new HostsRules([.. _allow.Read(), .. _deny.Read()]);
            _problem = null;
            return rules;
        }
    }

    /// <summary>What refuses a peer; null: nothing.</summary>
    /// <param name="address">The peer's address.</param>
    /// <param name="isGone">Whether it has gone: then its name is not looked up.</param>
    /// <param name="cancellationToken">It takes too long.</param>
    /// <exception cref="OperationCanceledException">Its name was needed and not found in time.</exception>
    /// <exception cref="IOException">It has gone.</exception>
    public async Task<string?> FindRefusalAsync(
        IPAddress address, Func<bool> isGone, CancellationToken cancellationToken)
    {
        HostsRules rules;
        try
        {
            rules = Read();
        }
        catch (HostsAccessException e)
        {
            LogOnce(e.Message);
            return "a broken file of --access-control";
        }

        HostsDecision? decision = rules.Decide(address, null)
            ?? rules.Decide(address, await names.FindAsync(address, isGone, cancellationToken));
        return decision?.DeniedBy;
    }

    private void LogOnce(string problem)
    {
        lock (_lock)
        {
            if (problem == _problem)
            {
                return;
            }

            _problem = problem;
        }

        NetworkLog.HostsAccessBroken(logger, problem);
    }
}
