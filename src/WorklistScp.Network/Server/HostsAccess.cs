using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Access;
using WorklistScp.Network.Logging;

namespace WorklistScp.Network.Server;

/// <summary>
/// Access by hosts_access(5). The files are looked at for each peer, as libwrap does; one that is broken refuses
/// everyone. Any thread may call.
/// </summary>
/// <remarks>
/// The files may hang: they are read on a thread of its own, once for all peers that came before it began.
/// </remarks>
internal sealed class HostsAccess(HostsAccessOptions options, PeerNames names, ILogger logger)
{
    private readonly Lock _files = new(); // held as long as they are read
    private readonly Lock _gate = new();
    private readonly HostsAccessFile _allow = new(
        options.AllowPath, new HostsAccessReader(options.AllowPath, isGranting: true, options.DaemonNames));

    private readonly HostsAccessFile _deny = new(
        options.DenyPath, new HostsAccessReader(options.DenyPath, isGranting: false, options.DaemonNames));

    private string? _problem;
    private Task<HostsRules>? _reading;
    private Task<HostsRules>? _next; // begins when that one has ended

    /// <summary>Reads both files, as long as that takes.</summary>
    /// <exception cref="HostsAccessException">One cannot be read or understood.</exception>
    public HostsRules Read()
    {
        lock (_files)
        {
            var rules = new HostsRules([.. _allow.Read(), .. _deny.Read()]);
            Volatile.Write(ref _problem, null);
            return rules;
        }
    }

    /// <summary>What refuses a peer; null: nothing.</summary>
    /// <param name="address">The peer's address.</param>
    /// <param name="isGone">Whether it has gone: then its name is not looked up.</param>
    /// <param name="cancellationToken">It takes too long.</param>
    /// <exception cref="OperationCanceledException">
    /// Its name was needed and not found in time, or the files do not answer.
    /// </exception>
    /// <exception cref="IOException">It has gone.</exception>
    public async Task<string?> FindRefusalAsync(
        IPAddress address, Func<bool> isGone, CancellationToken cancellationToken)
    {
        HostsRules rules;
        try
        {
            rules = await ReadBeside().WaitAsync(cancellationToken);
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

    // One that is under way may have looked at the files before they became what this peer is to meet.
    private Task<HostsRules> ReadBeside()
    {
        lock (_gate)
        {
            if (_next is null && _reading is not { IsCompleted: false })
            {
                return _reading = StartReading();
            }

            return _next ??= FollowAsync(_reading!);
        }
    }

    private async Task<HostsRules> FollowAsync(Task reading)
    {
        await Task.WhenAny(reading).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _reading = _next;
            _next = null;
        }

        return await StartReading();
    }

    private Task<HostsRules> StartReading() => Task.Factory.StartNew(
        Read, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    private void LogOnce(string problem)
    {
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            NetworkLog.HostsAccessBroken(logger, problem);
        }
    }
}
