using System.Runtime.CompilerServices;
using WorklistScp.Storage.Areas;

namespace WorklistScp.Storage.Editing;

/// <summary>The editors of storage areas that are served, one for each, for all who change them. Any thread may call.</summary>
/// <param name="areas">The areas.</param>
public sealed class AreaEditors(StorageAreas areas) : IDisposable
{
    private readonly ConditionalWeakTable<StorageArea, WorklistEditor> _editors = [];

    /// <summary>Finds the editor of an area by its name; null: there is no such area.</summary>
    /// <exception cref="StorageAreaException">The directory that should hold it cannot be read.</exception>
    public async ValueTask<WorklistEditor?> FindAsync(string name, CancellationToken cancellationToken) =>
        await areas.FindAsync(name, cancellationToken) is { } area
            ? _editors.GetValue(area, found => new WorklistEditor(found))
            : null;

    /// <summary>Finds the editors of all areas, with their names.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public async Task<IReadOnlyList<(string Name, WorklistEditor Editor)>> FindAllAsync(
        CancellationToken cancellationToken)
    {
        var found = new List<(string, WorklistEditor)>();
        foreach (string name in await areas.ListAsync(cancellationToken))
        {
            if (await FindAsync(name, cancellationToken) is { } editor)
            {
                found.Add((name, editor));
            }
        }

        return found;
    }

    /// <summary>Frees what they use of the system.</summary>
    public void Dispose()
    {
        foreach ((_, WorklistEditor editor) in _editors)
        {
            editor.Dispose();
        }
    }
}
