using WorklistScp.Benchmarks.Data;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Areas of entries of about 900 bytes, each size made once; removed when disposed of.</summary>
internal sealed class Areas : IDisposable
{
    private const int CommentLength = 252;

    private readonly Dictionary<int, GeneratedArea> _areas = [];

    /// <summary>The area of so many entries, which nobody changes.</summary>
    public GeneratedArea Get(int entries)
    {
        if (!_areas.TryGetValue(entries, out GeneratedArea? area))
        {
            area = new GeneratedArea(entries, CommentLength);
            _areas.Add(entries, area);
        }

        return area;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GeneratedArea area in _areas.Values)
        {
            area.Dispose();
        }
    }
}
