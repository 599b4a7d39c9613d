using System.Net;

namespace WorklistScp.Network.Server;

/// <summary>
/// Tells of connections that had to give way, which peers can cause as often as they like: of the first at once, then
/// once a minute of how many there were since. Any thread may call.
/// </summary>
/// <param name="say">Tells of a number of connections, and of the address of the last.</param>
/// <param name="time">The clock.</param>
internal sealed class GivenWayNews(Action<int, IPAddress> say, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private IPAddress? _last;
    private int _count;

    /// <summary>One more had to give way.</summary>
    public void Add(IPAddress address)
    {
        lock (_lock)
        {
            if (_timer is not null)
            {
                _count++;
                _last = address;
                return;
            }

            _timer = time.CreateTimer(_ => EndSilence(), null, Silence, Silence);
        }

        say(1, address);
    }

    /// <summary>Tells of those that nothing was said of yet.</summary>
    public void Dispose()
    {
        EndSilence();
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void EndSilence()
    {
        int count;
        IPAddress? last;
        lock (_lock)
        {
            (count, last) = (_count, _last);
            _count = 0;
            if (count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }

        if (count > 0)
        {
            say(count, last!);
        }
    }
}
