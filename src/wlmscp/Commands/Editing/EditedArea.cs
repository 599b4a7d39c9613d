using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;

namespace Wlmscp.Commands.Editing;

/// <summary>Opens storage areas for commands.</summary>
internal static class EditedArea
{
    private const int MostNamed = 5;

    private static readonly TimeSpan LockTimeout = new StorageAreaOptions().LockTimeout;

    /// <summary>Opens areas for edits of all of them.</summary>
    /// <param name="paths">The directories.</param>
    /// <param name="act">What is to be done; gets an editor of each.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static T Use<T>(IReadOnlyList<string> paths, Func<IReadOnlyList<WorklistEditor>, T> act) => Try(paths, () =>
    {
        var editors = new List<WorklistEditor>();
        try
        {
            editors.AddRange(paths.Select(WorklistEditor.Open));
            return act(editors);
        }
        finally
        {
            editors.ForEach(editor => editor.Dispose());
        }
    });

    /// <summary>Opens an area for edits.</summary>
    /// <inheritdoc cref="Use{T}(IReadOnlyList{string}, Func{IReadOnlyList{WorklistEditor}, T})"/>
    public static T Use<T>(string path, Func<WorklistEditor, T> act) => Use([path], editors => act(editors[0]));

    /// <summary>Takes the exclusive lock.</summary>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static AreaEditor Open(string path) => Try([path], () => AreaEditor.OpenAsync(
        path, LockTimeout, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>Reads the files under the shared lock.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="areDone">Whether those that are not offered any more, else those that are.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static IReadOnlyList<AreaFile> Read(
        string path, IProgress<string>? progress = null, bool areDone = false) => Try([path], () => AreaFile.ReadLockedAsync(
        path, LockTimeout, TimeProvider.System, CancellationToken.None, progress, areDone).GetAwaiter().GetResult());

    /// <summary>Does something with areas.</summary>
    /// <param name="paths">The directories.</param>
    /// <param name="act">What is to be done.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static T Try<T>(IReadOnlyList<string> paths, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (StorageAreaException e)
        {
            throw new ToolException(
                ExitCode.Failed, paths.Select(DescribeRoot).FirstOrDefault(root => root is not null) ?? e.Message, e);
        }
    }

    // A directory of areas, as the daemon has it, in place of one of them; or what belongs to one.
    private static string? DescribeRoot(string path)
    {
        if (EditedPlace.FindAreaOf(path) is { } area)
        {
            return $"{path}: belongs to the storage area {area}, expected that; list --done shows what is done";
        }

        string[] areas = LockFile.Exists(path) || !Directory.Exists(path) ? [] :
        [
            .. Directory.EnumerateDirectories(path).Where(LockFile.Exists).Select(area => Path.GetFileName(area))
                .Order(StringComparer.Ordinal),
        ];
        string more = areas.Length > MostNamed ? " and others" : "";
        return areas.Length == 0
            ? null
            : $"{path}: no storage area, but there are some in it, expected one of {string.Join(", ", areas.Take(MostNamed))}{more}";
    }
}
