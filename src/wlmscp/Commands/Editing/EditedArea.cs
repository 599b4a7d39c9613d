using Wlmscp.Terminal;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace Wlmscp.Commands.Editing;

/// <summary>Opens storage areas for commands.</summary>
internal static class EditedArea
{
    private static readonly TimeSpan LockTimeout = new StorageAreaOptions().LockTimeout;

    /// <summary>Carries out edits, all or none; or tells only what they would do, and standard error says so.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="doing">What a terminal says is done.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    /// <returns>Of each edit, what became of the entries that it was about.</returns>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static IReadOnlyList<IReadOnlyList<EditOutcome>> Apply(
        string path, IReadOnlyList<WorklistEdit> edits, string doing, bool isDryRun)
    {
        ToolConsole.SayDryRun(isDryRun);
        return isDryRun ? Plan(path, edits) : Try(() =>
        {
            using WorklistEditor editor = WorklistEditor.Open(path);
            using var progress = new ProgressLine(doing);
            return editor.ApplyAsync(edits, progress).GetAwaiter().GetResult();
        });
    }

    /// <summary>Tells what edits would do.</summary>
    /// <inheritdoc cref="Apply"/>
    public static IReadOnlyList<IReadOnlyList<EditOutcome>> Plan(string path, IReadOnlyList<WorklistEdit> edits) =>
        Try(() =>
        {
            using WorklistEditor editor = WorklistEditor.Open(path);
            return editor.PlanAsync(edits).GetAwaiter().GetResult();
        });

    /// <summary>Takes the exclusive lock.</summary>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static AreaEditor Open(string path) => Try(() => AreaEditor.OpenAsync(
        path, LockTimeout, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult());

    /// <summary>Reads the files under the shared lock.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="areDone">Whether those that are not offered any more, else those that are.</param>
    /// <exception cref="ToolException">That is not possible.</exception>
    public static IReadOnlyList<AreaFile> Read(
        string path, IProgress<string>? progress = null, bool areDone = false) => Try(() => AreaFile.ReadLockedAsync(
        path, LockTimeout, TimeProvider.System, CancellationToken.None, progress, areDone).GetAwaiter().GetResult());

    private static T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (StorageAreaException e)
        {
            throw new ToolException(ExitCode.Failed, e.Message, e);
        }
    }
}
