using Wlmscp.Commands.Checking;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Worklist.Entries;
using WorklistScp.Worklist.Index;

namespace Wlmscp.Commands.Questioning;

/// <summary>A storage area as it was read.</summary>
internal sealed class QuestionedArea
{
    private readonly StorageArea _area;
    private readonly AreaSnapshot _snapshot;
    private readonly HashSet<string> _unreadable;

    /// <summary>Takes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="area">The area.</param>
    /// <param name="snapshot">What was read of it.</param>
    /// <param name="access">What the daemon may read.</param>
    public QuestionedArea(string name, StorageArea area, AreaSnapshot snapshot, ReadAccess access)
    {
        (Name, _area, _snapshot) = (name, area, snapshot);
        // Of the daemon's user; what this one may not read is among the findings.
        (string File, string? Fault)[] faults = access == ReadAccess.Own
            ? []
            : [.. from entry in snapshot.Worklist.Entries
                  let fault = access.FindFault(Path.Join(area.Path, entry.FileName))
                  where fault is not null
                  select (entry.FileName, fault)];
        _unreadable = [.. faults.Select(each => each.File)];
        Unreadable = [.. faults.Select(each => new Warning("file", PrintableText.Of($"{each.File}: skipped, {each.Fault}")))];
    }

    /// <summary>Its name: the called AE title.</summary>
    public string Name { get; }

    /// <summary>The files that the daemon may not read.</summary>
    public IReadOnlyList<Warning> Unreadable { get; }

    /// <summary>What is wrong with its files, by their names.</summary>
    public IEnumerable<Warning> Findings => _snapshot.Findings.Select(finding => FindingText.Of(_area.Path, finding))
        .OrderBy(warning => warning.Text, StringComparer.Ordinal);

    /// <summary>The entries of several areas, in the order of answers.</summary>
    /// <param name="areas">The areas.</param>
    /// <param name="candidates">Chooses which entries of an area are wanted, in their order.</param>
    public static IEnumerable<QuestionedEntry> Merge(
        IEnumerable<QuestionedArea> areas, Func<WorklistSnapshot, IEnumerable<WorklistEntry>> candidates)
    {
        using var queue = new EntryQueue();
        foreach (QuestionedArea area in areas)
        {
            queue.Add(area.Name, area.Read(candidates));
        }

        while (queue.TryRead(out WorklistEntry? entry))
        {
            yield return new QuestionedEntry(queue.Area, entry);
        }
    }

    private EntryReader Read(Func<WorklistSnapshot, IEnumerable<WorklistEntry>> candidates)
    {
        IEnumerable<WorklistEntry> entries = candidates(_snapshot.Worklist);
        return _area.Read(
            _snapshot.Worklist,
            _unreadable.Count == 0 ? entries : entries.Where(entry => !_unreadable.Contains(entry.FileName)));
    }
}

/// <summary>An entry of a storage area.</summary>
/// <param name="Area">The name of the area.</param>
/// <param name="Entry">The entry.</param>
internal readonly record struct QuestionedEntry(string Area, WorklistEntry Entry)
{
    /// <summary>The name of its file: of one among several areas with that of the area, <c>WARD/7.wl</c>.</summary>
    public string NameAmong(int areas) => areas > 1 ? $"{Area}/{Entry.FileName}" : Entry.FileName;
}
