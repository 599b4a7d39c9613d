using Microsoft.Extensions.Logging;
using WorklistScp.Storage.Incoming;

namespace Wlmscp.Hl7;

/// <summary>Carries out the messages of a file of the drop folder, and moves it away.</summary>
/// <param name="folder">The folder.</param>
/// <param name="desk">Carries out messages.</param>
/// <param name="logger">Receives a line for each file.</param>
internal sealed class OrderFile(DropFolder folder, OrderDesk desk, ILogger logger)
{
    /// <summary>Where files go whose messages are all carried out.</summary>
    public const string Done = "done";

    /// <summary>Where the others go.</summary>
    public const string Failed = "failed";

    private const int MaxLength = 64 * 1024 * 1024;

    // What could not be moved is not carried out again for that: it might undo what has come since.
    private (IncomingFile File, FileRun Run)? _carriedOut;

    /// <summary>Takes a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">The program ends: the file stays.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    public async Task<FileEnd> TakeAsync(IncomingFile file, CancellationToken cancellationToken)
    {
        string name = PrintableText.Of(file.Name);
        try
        {
            if (_carriedOut?.File != file)
            {
                if (folder.Read(file, MaxLength) is not { } bytes)
                {
                    return FileEnd.Changed;
                }

                if (await FileRun.RunAsync(desk, name, bytes, cancellationToken) is not { } run)
                {
                    return FileEnd.NotNow;
                }

                _carriedOut = (file, run);
            }

            if (!folder.IsUnchanged(file))
            {
                return FileEnd.Changed;
            }

            Move(file, name, _carriedOut.Value.Run);
            _carriedOut = null;
        }
        catch (IncomingFileException e)
        {
            Hl7Events.FileFailed(logger, name, e.Message, PrintableText.Of(folder.Move(file, Failed, [])));
        }

        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException or OperationCanceledException))
        {
            // A fault of this program: the files behind it need not wait for the next version.
            Hl7Events.FileBroken(logger, name, PrintableText.Of(folder.Move(file, Failed, [])), e);
        }

        return FileEnd.Taken;
    }

    private void Move(IncomingFile file, string name, FileRun run)
    {
        bool isDone = run is { Count: > 0, Refused: 0 };
        string target = PrintableText.Of(folder.Move(file, isDone ? Done : Failed, run.Answers.Span));
        if (isDone)
        {
            Hl7Events.FileDone(logger, name, target);
            return;
        }

        Hl7Events.FileFailed(
            logger, name,
            run.Count == 0
                ? "no HL7 message, expected one at least, which begins with MSH"
                : $"{run.Refused} of {run.Count} messages refused",
            target);
    }
}

/// <summary>What came of taking a file.</summary>
internal enum FileEnd
{
    /// <summary>It was moved.</summary>
    Taken,

    /// <summary>It is not there as it was: it has to be looked at again before those behind it.</summary>
    Changed,

    /// <summary>It cannot be carried out now.</summary>
    NotNow,
}
