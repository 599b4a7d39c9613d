using System.Collections.Concurrent;

namespace Wlmscp.Metrics;

/// <summary>
/// The names that storage areas have in metrics: those of areas that are there, and of so many only. What peers make up has
/// none.
/// </summary>
/// <param name="isArea">Whether there is a storage area of a name.</param>
internal sealed class AreaLabels(Func<string, bool> isArea)
{
    /// <summary>The name of all others together.</summary>
    public const string Other = "other";

    private const int Most = 200;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The label of a called AE title, or area.</summary>
    public string Of(string name)
    {
        if (_known.TryGetValue(name, out string? known))
        {
            return known;
        }

        if (!isArea(name))
        {
            return Other;
        }

        lock (_known)
        {
            return _known.Count < Most ? _known.GetOrAdd(name, name) : Other;
        }
    }
}
