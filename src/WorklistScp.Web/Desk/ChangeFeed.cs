using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Index;

namespace WorklistScp.Web.Desk;

/// <summary>
/// Tells of changes of storage areas, whoever makes them: as long as somebody listens, it looks once a second whether an
/// area is another than before, which costs next to nothing as long as it is not.
/// </summary>
/// <param name="areas">The storage areas.</param>
/// <param name="time">The clock.</param>
internal sealed class ChangeFeed(StorageAreas areas, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <summary>The versions of an area, one now and each that is another than the one before.</summary>
    /// <param name="name">The area.</param>
    /// <param name="longest">After so long without a change, the same version comes again.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    /// <returns>Each time, whether it is another version.</returns>
    public async IAsyncEnumerable<bool> ListenAsync(
        string name, TimeSpan longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Watched watched = _watched.GetOrAdd(name, _ => new Watched());
        long last = -1;
        long since = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            long version = await watched.LookAsync(areas, name, time, Interval);
            if (version != last || time.GetElapsedTime(since) >= longest)
            {
                yield return version != last;
                last = version;
                since = time.GetTimestamp();
            }

            await Task.WhenAny(Task.Delay(Interval, time, cancellationToken)); // an end is no failure
        }
    }

    // One look serves all who listen.
    private sealed class Watched
    {
        private readonly Lock _gate = new();
        private WorklistSnapshot? _snapshot;
        private long _version;
        private long _looked;
        private Task<long>? _look;

        public Task<long> LookAsync(StorageAreas areas, string name, TimeProvider time, TimeSpan interval)
        {
            lock (_gate)
            {
                if (_look is null || (_look.IsCompleted && time.GetElapsedTime(_looked) >= interval / 2))
                {
                    _looked = time.GetTimestamp();
                    _look = LookAsync(areas, name);
                }

                return _look;
            }
        }

        private async Task<long> LookAsync(StorageAreas areas, string name)
        {
            try
            {
                if (await areas.FindAsync(name, CancellationToken.None) is { } area
                    && (await area.ReadAsync(CancellationToken.None)).Worklist is { } now && now != _snapshot)
                {
                    _snapshot = now;
                    _version++;
                }
            }
            catch (StorageAreaException)
            {
                // It cannot be read now: whoever asks for its entries is told why, here it is as it was.
            }

            return _version;
        }
    }
}
