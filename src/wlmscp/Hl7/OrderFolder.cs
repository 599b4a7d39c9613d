using Microsoft.Extensions.Logging;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Incoming;

namespace Wlmscp.Hl7;

/// <summary>
/// Carries out the files of a drop folder, in their order, and moves each to <c>done</c> or <c>failed</c> with its answers
/// beside. A file that was not moved is carried out again, which changes nothing. A thread of its own does it, which may
/// hang with the file system; nobody waits for it.
/// </summary>
internal sealed class OrderFolder : IDisposable
{
    private const string Ending = ".hl7";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly string _directory;
    private readonly ILogger _logger;
    private readonly DropFolder _folder;
    private readonly OrderFile _file;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly TaskCompletionSource _opened = new();
    private readonly TaskCompletionSource _ended = new();
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private bool _isStopped;
    private TimeSpan _wait = Interval;

    private OrderFolder(string path, string directory, OrderDesk desk, ILogger logger)
    {
        _path = path;
        _directory = directory;
        _logger = logger;
        _folder = new DropFolder(path, Ending);
        _file = new OrderFile(_folder, desk, logger);
        OwnThread.Start("HL7 folder", Run);
    }

    /// <summary>Begins to take files.</summary>
    /// <param name="path">The folder; it has to be there.</param>
    /// <param name="directory">The directory of the storage areas.</param>
    /// <param name="desk">Carries out messages.</param>
    /// <param name="logger">Receives the events 3530 to 3539.</param>
    /// <exception cref="StartException">It cannot be used.</exception>
    public static OrderFolder Start(string path, string directory, OrderDesk desk, ILogger logger)
    {
        var folder = new OrderFolder(path, directory, desk, logger);
        try
        {
            folder._opened.Task.WaitAsync(OpenLimit).GetAwaiter().GetResult();
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            string problem = e is TimeoutException ? $"no answer after {OpenLimit.TotalSeconds} s" : SystemMessage.ReasonOf(e);
            throw new StartException(
                $"--hl7-folder {path}: {problem}, expected a directory to take files of, and to write to", e);
        }
    }

    /// <summary>Takes no more files, and lets the one in work be carried out.</summary>
    /// <param name="grace">How long that may take; then it is aborted, and taken at the next start.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stopping.CancelAsync();
        if (await IsEndedAsync(grace))
        {
            return;
        }

        await _aborting.CancelAsync();
        if (!await IsEndedAsync(OwnThread.EndLimit))
        {
            Hl7Events.FolderHangs(_logger, _path);
        }
    }

    /// <summary>Stops without grace, and without waiting.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _aborting.Cancel();
    }

    private async Task<bool> IsEndedAsync(TimeSpan limit)
    {
        try
        {
            await _ended.Task.WaitAsync(limit);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Run()
    {
        try
        {
            if (TryOpen())
            {
                Hl7Events.FolderWatched(_logger, _path);
                while (!_stopping.Token.WaitHandle.WaitOne(_wait))
                {
                    TakeAll();
                }
            }
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private bool TryOpen()
    {
        try
        {
            if (!Directory.Exists(_path))
            {
                throw new DirectoryNotFoundException();
            }

            if (AreaDirectory.IsWithin(_path, _directory))
            {
                throw new StartException(
                    $"--hl7-folder {_path}: it is in --dir {_directory}, whose directories are storage areas, "
                        + "expected one elsewhere");
            }

            _folder.Prepare(OrderFile.Done);
            _folder.Prepare(OrderFile.Failed);
            _opened.SetResult();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StartException)
        {
            _opened.SetException(e);
            return false;
        }
    }

    private void TakeAll()
    {
        try
        {
            IReadOnlyList<IncomingFile> written = _folder.FindWritten();
            foreach (string name in _folder.Unreachable.Where(_warned.Add))
            {
                Hl7Events.FileUnreachable(_logger, PrintableText.Of(name));
            }

            foreach (IncomingFile file in written)
            {
                FileEnd end = _stopping.IsCancellationRequested
                    ? FileEnd.Changed
                    : _file.TakeAsync(file, _aborting.Token).GetAwaiter().GetResult();
                if (end == FileEnd.NotNow)
                {
                    Stop($"{_path}: {PrintableText.Of(file.Name)} cannot be carried out now");
                }

                if (end != FileEnd.Taken)
                {
                    return;
                }
            }

            GoOn();
        }
        catch (OperationCanceledException)
        {
            // The program ends; the file is taken at the next start.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Stop(SystemMessage.Of(e));
        }
        catch (Exception e)
        {
            Hl7Events.FolderFailed(_logger, _path, e); // not the end of the daemon
            Stop($"{_path}: an unexpected error");
        }
    }

    // The next files wait for one that cannot be carried out now: it may be what they change.
    private void Stop(string problem)
    {
        if (!_isStopped)
        {
            Hl7Events.FolderStopped(_logger, problem);
        }

        _isStopped = true;
        _wait = _wait * 2 < LongestWait ? _wait * 2 : LongestWait;
    }

    private void GoOn()
    {
        if (_isStopped)
        {
            Hl7Events.FolderGoesOn(_logger, _path);
        }

        _isStopped = false;
        _wait = Interval;
    }
}
