using System.Net;

namespace WorklistScp.Web.Users;

/// <summary>
/// Slows those who guess passwords. A name at an address may be tried 5 times; then each wrong password doubles the
/// pause, from 1 s to 60 s, until nothing was tried for 60 s beyond the pause. An address may fail 30 times a minute,
/// whatever the names. Nobody locks out a user elsewhere. Any thread may call.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class SignInLimit(TimeProvider time)
{
    /// <summary>How often a name may be tried at an address before there are pauses.</summary>
    public const int FreeAttempts = 5;

    /// <summary>How often an address may fail within a minute.</summary>
    public const int AttemptsOfAddress = 30;

    private const int MostKeys = 10_000;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly RecentTable<(string Name, IPAddress Address), (int Count, long Last)> _names = new(MostKeys);
    private readonly RecentTable<IPAddress, List<long>> _addresses = new(MostKeys);

    /// <summary>
    /// Begins an attempt, which counts as a wrong password at once: those that come side by side are not free. Follow it
    /// with <see cref="Succeed"/> or <see cref="GiveBack"/> if it was none.
    /// </summary>
    /// <param name="name">The name that is tried, which may be any text.</param>
    /// <param name="address">Where from.</param>
    /// <param name="retryAfter">How long to wait before it may be tried.</param>
    /// <returns>Whether it may be tried now.</returns>
    public bool TryBegin(string name, IPAddress address, out TimeSpan retryAfter)
    {
        (string Name, IPAddress Address) key = KeyOf(name, address);
        lock (_lock)
        {
            (int count, TimeSpan pause) = OfName(key);
            List<long> failures = OfAddress(key.Address);
            TimeSpan addressPause = failures.Count < AttemptsOfAddress
                ? TimeSpan.Zero
                : Memory - time.GetElapsedTime(failures[0]);
            retryAfter = pause > addressPause ? pause : addressPause;
            if (retryAfter > TimeSpan.Zero)
            {
                return false;
            }

            long now = time.GetTimestamp();
            failures.Add(now);
            _addresses.Set(key.Address, failures);
            _names.Set(key, (count + 1, now));
            return true;
        }
    }

    /// <summary>The password was right: the name is free again at this address.</summary>
    public void Succeed(string name, IPAddress address) => Undo(name, address, count => 0);

    /// <summary>The password was not looked at.</summary>
    public void GiveBack(string name, IPAddress address) => Undo(name, address, count => count - 1);

    private void Undo(string name, IPAddress address, Func<int, int> left)
    {
        (string Name, IPAddress Address) key = KeyOf(name, address);
        lock (_lock)
        {
            if (_addresses.TryGet(key.Address, out List<long>? failures) && failures.Count > 0)
            {
                failures.RemoveAt(failures.Count - 1);
            }

            if (!_names.TryGet(key, out (int Count, long Last) attempts))
            {
                return;
            }

            int count = left(attempts.Count);
            if (count > 0)
            {
                _names.Set(key, attempts with { Count = count });
            }
            else
            {
                _names.Remove(key);
            }
        }
    }

    private (int Count, TimeSpan Pause) OfName((string Name, IPAddress Address) key)
    {
        if (!_names.TryGet(key, out (int Count, long Last) attempts))
        {
            return (0, TimeSpan.Zero);
        }

        TimeSpan pause = PauseAfter(attempts.Count);
        TimeSpan elapsed = time.GetElapsedTime(attempts.Last);
        return elapsed >= pause + Memory ? (0, TimeSpan.Zero) : (attempts.Count, pause - elapsed);
    }

    private List<long> OfAddress(IPAddress address)
    {
        if (!_addresses.TryGet(address, out List<long>? failures))
        {
            return [];
        }

        failures.RemoveAll(failure => time.GetElapsedTime(failure) >= Memory);
        return failures;
    }

    private static TimeSpan PauseAfter(int count)
    {
        int doublings = count - FreeAttempts;
        return doublings switch
        {
            < 0 => TimeSpan.Zero,
            > 5 => LongestPause, // 2^6 s are more
            _ => TimeSpan.FromSeconds(1 << doublings),
        };
    }

    // Names that nobody can have are one.
    private static (string Name, IPAddress Address) KeyOf(string name, IPAddress address) =>
        (UserName.IsValid(name) ? name : "", ClientNetwork.Of(address));
}
