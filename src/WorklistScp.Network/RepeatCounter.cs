namespace WorklistScp.Network;

/// <summary>
/// Keeps peers from filling logs with what they can bring about as often as they like. Of what is of one kind, the
/// first is told at once, by whoever adds it; what follows is counted, and told once a minute, until a minute is without
/// any. Any thread may call.
/// </summary>
/// <typeparam name="TKind">What makes two of them alike, such as an address.</typeparam>
/// <typeparam name="TNews">What is told.</typeparam>
/// <param name="maxKinds">How many kinds are told apart; of more, those that come late are of one.</param>
/// <param name="tell">Tells of what was counted.</param>
/// <param name="time">The clock.</param>
/// <param name="common">The kind of a kind that comes late, of which there are few; null: one for all.</param>
public sealed class RepeatCounter<TKind, TNews>(
    int maxKinds, Action<Repeats<TNews>> tell, TimeProvider time, Func<TKind, TKind>? common = null) : IDisposable
    where TKind : notnull
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(TKind? Kind, bool IsCommon), Counted> _counted = [];
    private int _kinds; // without those that are common

    /// <summary>Counts one more.</summary>
    /// <param name="kind">What it is like.</param>
    /// <param name="news">What to tell of it, if it is the last when that is done.</param>
    /// <returns>Whether it is the first, and so to be told by the caller.</returns>
    public bool Add(TKind kind, TNews news)
    {
        lock (_lock)
        {
            (TKind? Kind, bool IsCommon) key = (kind, false);
            if (!_counted.ContainsKey(key) && _kinds == maxKinds - 1)
            {
                key = (common is null ? default : common(kind), true);
            }

            if (_counted.TryGetValue(key, out Counted? counted))
            {
                counted.Count++;
                counted.Last = news;
                return false;
            }

            _kinds += key.IsCommon ? 0 : 1;
            _counted.Add(
                key, new Counted(news, time.CreateTimer(_ => EndSilence(key), null, Silence, Silence)));
            return true;
        }
    }

    /// <summary>Tells of what was counted until now.</summary>
    public void Dispose()
    {
        (TKind? Kind, bool IsCommon)[] keys;
        lock (_lock)
        {
            keys = [.. _counted.Keys];
        }

        Array.ForEach(keys, EndSilence);
        lock (_lock)
        {
            foreach (Counted counted in _counted.Values)
            {
                counted.Timer.Dispose();
            }

            _counted.Clear();
            _kinds = 0;
        }
    }

    private void EndSilence((TKind? Kind, bool IsCommon) key)
    {
        Repeats<TNews> repeats;
        lock (_lock)
        {
            if (!_counted.TryGetValue(key, out Counted? counted))
            {
                return;
            }

            if (counted.Count == 0)
            {
                counted.Timer.Dispose();
                _counted.Remove(key);
                _kinds -= key.IsCommon ? 0 : 1;
                return;
            }

            repeats = new Repeats<TNews>(counted.Last, counted.Count, key.IsCommon);
            counted.Count = 0;
        }

        tell(repeats);
    }

    private sealed class Counted(TNews last, ITimer timer)
    {
        public TNews Last { get; set; } = last;

        public ITimer Timer => timer;

        /// <summary>How many came since one was told.</summary>
        public int Count { get; set; }
    }
}

/// <summary>What a <see cref="RepeatCounter{TKind, TNews}"/> has counted in the last minute.</summary>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many they are, at least one.</param>
/// <param name="IsMixed">Whether they are of several kinds.</param>
public readonly record struct Repeats<TNews>(TNews Last, int Count, bool IsMixed);
