using Microsoft.Extensions.Primitives;
using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Index;

/// <summary>
/// What the keys of a query say of the entries that can match it, as far as there are indexes for it: each entry that
/// matches fulfils all of this, but not the other way round.
/// </summary>
public sealed class CandidateSearch
{
    internal CandidateSearch()
    {
    }

    /// <summary>The earliest start, in ticks as in <see cref="Entries.StepStart"/>.</summary>
    internal long First { get; private set; } = long.MinValue;

    /// <summary>The latest start.</summary>
    internal long Last { get; private set; } = long.MaxValue;

    /// <summary>The attributes of which one value must be one of those given.</summary>
    internal List<(IndexedKey Key, StringValues Values)> Terms { get; } = [];

    /// <summary>The start is in this range.</summary>
    internal void LimitStart(TemporalRange range)
    {
        First = Math.Max(First, range.From ?? long.MinValue);
        Last = Math.Min(Last, range.To ?? long.MaxValue);
    }

    /// <summary>One of the entry's values of an attribute is one of these.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="isStep">Whether it is one of the scheduled procedure step, else of the top level.</param>
    /// <param name="values">The values.</param>
    internal void LimitText(DicomTag tag, bool isStep, StringValues values)
    {
        if (IndexedKey.Find(tag, isStep) is { } key)
        {
            Terms.Add((key, values));
        }
    }
}
