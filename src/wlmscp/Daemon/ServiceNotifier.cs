using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Wlmscp.Daemon;

/// <summary>
/// Tells the service manager how the daemon is: sd_notify(3), for units of type notify and notify-reload. Does nothing
/// where the environment names no socket.
/// </summary>
internal sealed class ServiceNotifier
{
    private const string Variable = "NOTIFY_SOCKET";

    // Somebody who does not read must not keep the daemon from serving, or from its end.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly string? _path = Environment.GetEnvironmentVariable(Variable);
    private readonly ILogger _logger;

    public ServiceNotifier(ILogger logger)
    {
        _logger = logger;
        Environment.SetEnvironmentVariable(Variable, null);
    }

    /// <summary>The daemon listens.</summary>
    /// <param name="status">What a person is shown.</param>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>The daemon begins to read its configuration again; <see cref="Ready"/> ends it.</summary>
    public void Reloading() => Send(FormattableString.Invariant(
        $"RELOADING=1\nMONOTONIC_USEC={(long)Stopwatch.GetElapsedTime(0).TotalMicroseconds}"));

    /// <summary>The daemon begins to end.</summary>
    public void Stopping() => Send("STOPPING=1\nSTATUS=waiting for associations to end");

    private void Send(string state)
    {
        if (string.IsNullOrEmpty(_path))
        {
            return;
        }

        // An at sign stands for the null byte with which abstract names begin.
        string name = _path[0] == '@' ? '\0' + _path[1..] : _path;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTimeout = (int)Limit.TotalMilliseconds;
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(name));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            DaemonEvents.NotNotified(_logger, _path, e.Message);
        }
    }
}
