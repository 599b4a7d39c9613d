using System.Buffers;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Network.Services;

namespace Wlmscp.RequestFiles;

/// <summary>
/// Request files, which a thread of its own writes. As with wlmscpfs the file is there before the query is answered;
/// where the directory hangs, it is answered all the same, and files that can no longer wait are dropped.
/// </summary>
internal sealed class RequestFileQueue : IDisposable
{
    private const long MaxWaiting = 16 * 1024 * 1024;

    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly RequestFileSettings _settings;
    private readonly RequestFileWriter _writer;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly BoundedQueue<Item> _queue = new(MaxWaiting, isAwaited: true);
    private readonly HangGuard _guard = new(HangLimit);
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private long _dropped;
    private long? _saidAt;

    public RequestFileQueue(RequestFileSettings settings, ILogger logger, TimeProvider time)
    {
        _settings = settings;
        _logger = logger;
        _time = time;
        _writer = new RequestFileWriter(settings, logger, time);
        _writer.Check();
        _thread = OwnThread.Start("request files", Run);
    }

    /// <summary>Has a request written, and waits for that unless the directory hangs.</summary>
    public async ValueTask WriteAsync(DicomCFindRequest request, CancellationToken cancellationToken)
    {
        var text = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(request.Identifier, request.TransferSyntax, text, DicomDumpOptions.ForReading);
        var item = new Item(request, text.WrittenMemory);
        if (_queue.TryAdd(item, 2L * text.WrittenCount)) // the request itself is kept too
        {
            await _guard.WaitAsync(item.Written.Task, cancellationToken);
        }
        else
        {
            Drop();
        }
    }

    /// <summary>Writes what waits, unless the directory hangs.</summary>
    public void Dispose()
    {
        _queue.End();
        _thread.Join(OwnThread.EndLimit);
    }

    private void Run()
    {
        while (_queue.Take(out IReadOnlyList<Item> items, out _))
        {
            foreach (Item item in items)
            {
                _writer.Write(item.Request, item.Text.Span);
                item.Written.SetResult(true);
                _guard.ComesOn();
            }
        }
    }

    private void Drop()
    {
        lock (_gate)
        {
            _dropped++;
            if (_saidAt is null || _time.GetElapsedTime(_saidAt.Value) >= Silence)
            {
                _saidAt = _time.GetTimestamp();
                RequestFileEvents.Dropped(_logger, _settings.Directory, _dropped);
                _dropped = 0;
            }
        }
    }

    private sealed record Item(DicomCFindRequest Request, ReadOnlyMemory<byte> Text)
    {
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
