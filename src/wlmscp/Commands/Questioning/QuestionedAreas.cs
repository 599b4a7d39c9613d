using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Locks;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Questioning;

/// <summary>The storage areas that queries are asked of. Each is read once, under its lock, as the daemon does.</summary>
/// <param name="directory">The directory of the storage areas.</param>
/// <param name="settings">How they are read.</param>
internal sealed class QuestionedAreas(string directory, QuestionSettings settings) : IDisposable
{
    private readonly StorageAreas _areas = new(directory, settings.Area, NullLogger.Instance, TimeProvider.System);

    // One that cannot be read is remembered, too: all that ask it are told the same.
    private readonly Dictionary<string, Lazy<QuestionedArea>> _read = new(StringComparer.Ordinal);

    /// <summary>Reads the areas in which entries are looked for, none else.</summary>
    /// <param name="called">The called AE title.</param>
    /// <param name="profile">The profile that counts; null: none does.</param>
    /// <exception cref="ToolException">There is no such area, or it cannot be read: the daemon refuses the query.</exception>
    public IReadOnlyList<QuestionedArea> Read(string called, DeviceProfile? profile) =>
        [.. DeviceQuery.AreasOf(called, profile).Select(name => name == called ? Read(name) : ReadNamed(name, profile!))];

    /// <summary>Stops where there is no area at all.</summary>
    /// <exception cref="ToolException">The directory of the storage areas is not there.</exception>
    public void ThrowUnlessThere()
    {
        if (!Directory.Exists(directory))
        {
            throw new ToolException(
                ExitCode.Failed, $"{directory}: no such directory, expected the one that holds the storage areas");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _areas.Dispose();

    private QuestionedArea Read(string name)
    {
        if (!_read.TryGetValue(name, out Lazy<QuestionedArea>? area))
        {
            _read[name] = area = new Lazy<QuestionedArea>(() => ReadOnce(name));
        }

        return area.Value;
    }

    private QuestionedArea ReadOnce(string name)
    {
        ThrowUnlessThere();
        try
        {
            // A command has nothing else to do meanwhile.
            return ReadAsync(name).GetAwaiter().GetResult();
        }
        catch (StorageAreaException e)
        {
            throw new ToolException(ExitCode.Failed, e.Message, e);
        }
    }

    private QuestionedArea ReadNamed(string name, DeviceProfile profile)
    {
        try
        {
            return Read(name);
        }
        catch (ToolException e)
        {
            throw new ToolException(e.ExitCode, $"{profile}: the daemon refuses the query: {e.Message}", e);
        }
    }

    private async Task<QuestionedArea> ReadAsync(string name)
    {
        if (await _areas.FindAsync(name, CancellationToken.None) is { } area)
        {
            ThrowUnlessReadable(area.Path);
            return new QuestionedArea(name, area, await area.ReadAsync(CancellationToken.None), settings.Access);
        }

        IReadOnlyList<string> names = await _areas.ListAsync(CancellationToken.None);
        throw new ToolException(
            ExitCode.Failed, $"{directory}: no storage area '{name}', expected {Describe(names)}");
    }

    // The daemon would refuse every query.
    private void ThrowUnlessReadable(string path)
    {
        string? fault = settings.Access.FindDirectoryFault(path)
            ?? (settings.Area.RequireLockFile && LockFile.Exists(path)
                ? settings.Access.FindFault(LockFile.PathIn(path), "its lockfile")
                : null);
        if (fault is not null)
        {
            throw new ToolException(ExitCode.Failed, $"{path}: {fault}");
        }
    }

    private static string Describe(IReadOnlyList<string> names) =>
        names.Count == 0 ? "a subdirectory of that name" : $"one of {LineText.Some(names)}";
}
