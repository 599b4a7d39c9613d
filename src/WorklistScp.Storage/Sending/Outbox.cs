using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Linux;

namespace WorklistScp.Storage.Sending;

/// <summary>
/// What an area has to send on to other programs: a file for each message and target, in its directory <c>outbox</c>. A
/// message is written with the change that it tells of; it is removed when it was answered. Any thread may call; what
/// touches files does so on threads of its own.
/// </summary>
/// <param name="area">The directory of the area.</param>
public sealed class Outbox(string area)
{
    // Far more than a message may have.
    private const long LargestFile = 64 << 20;

    /// <summary>The directory.</summary>
    public string Directory { get; } = new EditedPlace(area).Outbox;

    /// <summary>Whether there is a message to send to a target.</summary>
    /// <exception cref="IOException">The directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    /// <exception cref="StorageAreaException">It is a link.</exception>
    public Task<bool> HasAnyAsync(string targetKey) => OwnThreads.RunAsync(
        () => List().Any(file => file.TargetKey == targetKey && file.State != OutgoingState.Failed));

    /// <summary>
    /// Takes the turn to send to a target; null: another program has it. It ends when it is disposed of, or the process
    /// ends.
    /// </summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    public Task<IDisposable?> TakeTurnAsync(string targetKey) =>
        OwnThreads.RunAsync<IDisposable?>(() => TryLock(Path.Join(Directory, $".{targetKey}.lock")));

    /// <summary>All messages, those of one subject in the order in which they are to be sent.</summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    public Task<IReadOnlyList<OutgoingFile>> ListAsync() => OwnThreads.RunAsync<IReadOnlyList<OutgoingFile>>(() =>
    [
        // Where several hosts write here, their clocks may differ.
        .. List().OrderBy(file => file.Came).GroupBy(file => (file.TargetKey, file.SubjectKey))
            .SelectMany(subject => subject.OrderByDescending(file => file.IsFirst)),
    ]);

    /// <summary>Reads a message; null: it is not there any more, or is none.</summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    public static Task<OutgoingMessage?> ReadAsync(OutgoingFile file) => OwnThreads.RunAsync(() =>
    {
        try
        {
            long length = new FileInfo(file.Path).Length;
            return length <= LargestFile
                ? OutgoingMessage.Parse(File.ReadAllBytes(file.Path))
                : throw new IOException($"{file.Path}: {length} bytes, expected at most {LargestFile}");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    });

    /// <summary>Remembers that a message is sent now, and may arrive.</summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    public static Task<OutgoingFile> MarkSentAsync(OutgoingFile file) => OwnThreads.RunAsync(() =>
    {
        OutgoingFile sent = file.As(OutgoingState.Sent);
        if (file.State != OutgoingState.Sent)
        {
            File.Move(file.Path, sent.Path);
        }

        return sent;
    });

    /// <summary>Removes a message that was answered.</summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    public static Task RemoveAsync(OutgoingFile file) => OwnThreads.RunAsync(() =>
    {
        File.Delete(file.Path);
        return true;
    });

    /// <summary>Keeps a message that is not sent any more.</summary>
    /// <inheritdoc cref="HasAnyAsync"/>
    /// <param name="file">Its file.</param>
    /// <param name="message">The message.</param>
    /// <param name="why">Why, in a line.</param>
    public static Task FailAsync(OutgoingFile file, OutgoingMessage message, string why) => OwnThreads.RunAsync(() =>
    {
        string path = file.As(OutgoingState.Failed).Path;
        WholeFile.Write(path, (message with { Failure = why }).ToBytes());
        AreaDirectory.Share(path);
        File.Delete(file.Path);
        return true;
    });

    /// <summary>The file of a message, to be written with the change that it tells of.</summary>
    internal static KeptFile ToFile(OutgoingMessage message, TimeProvider time) => new(
        EditedPlace.OutboxName, OutgoingFile.NewName(message, time), message.ToBytes(), KeptTurn.AfterEntries);

    private IEnumerable<OutgoingFile> List()
    {
        EditedPlace.ThrowIfNoDirectory(Directory);
        return System.IO.Directory.Exists(Directory)
            ? System.IO.Directory.EnumerateFiles(Directory).Select(OutgoingFile.Parse).OfType<OutgoingFile>()
            : [];
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            // Whoever opens it so has locked it.
            bool isNew = !File.Exists(path);
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            if (isNew)
            {
                AreaDirectory.Share(path);
            }

            return file;
        }
        catch (IOException e) when (e.HResult == LibC.EAGAIN)
        {
            return null;
        }
    }
}
