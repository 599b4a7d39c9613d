using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Explaining;

/// <summary>The storage area that a query is asked of.</summary>
/// <param name="Directory">The directory of the storage areas.</param>
/// <param name="Title">The called AE title.</param>
/// <param name="Settings">How it is read, and asked.</param>
internal sealed record QuestionedArea(string Directory, string Title, ExplainSettings Settings)
{
    /// <summary>Reads the entries, under the lock, as the daemon does.</summary>
    /// <returns>Its path, and what it holds.</returns>
    /// <exception cref="ToolException">There is no such area, or it cannot be read.</exception>
    public (string Path, AreaSnapshot Snapshot) Read()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            throw new ToolException(
                ExitCode.Failed, $"{Directory}: no such directory, expected the one that holds the storage areas");
        }

        using var areas = new StorageAreas(Directory, Settings.Area, NullLogger.Instance, TimeProvider.System);
        try
        {
            // A command has nothing else to do meanwhile.
            return ReadAsync(areas).GetAwaiter().GetResult();
        }
        catch (StorageAreaException e)
        {
            throw new ToolException(ExitCode.Failed, e.Message, e);
        }
    }

    private async Task<(string Path, AreaSnapshot Snapshot)> ReadAsync(StorageAreas areas)
    {
        if (await areas.FindAsync(Title, CancellationToken.None) is { } area)
        {
            ThrowUnlessReadable(area.Path);
            return (area.Path, await area.ReadAsync(CancellationToken.None));
        }

        IReadOnlyList<string> names = await areas.ListAsync(CancellationToken.None);
        throw new ToolException(
            ExitCode.Failed, $"{Directory}: no storage area '{Title}', expected {Describe(names)}");
    }

    // The daemon would refuse every query.
    private void ThrowUnlessReadable(string path)
    {
        string? fault = Settings.Access.FindDirectoryFault(path)
            ?? (Settings.Area.RequireLockFile && LockFile.Exists(path)
                ? Settings.Access.FindFault(LockFile.PathIn(path), "its lockfile")
                : null);
        if (fault is not null)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {fault}");
        }
    }

    private static string Describe(IReadOnlyList<string> names) =>
        names.Count == 0 ? "a subdirectory of that name" : $"one of {LineText.Some(names)}";
}
