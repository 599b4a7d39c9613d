using Microsoft.Extensions.Logging;
using WorklistScp.Storage;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>
/// Sends on to one peer what the outboxes of all areas have for it: those messages that are there at the start, those
/// that it is told of, and now and then those of other daemons that have ended. It tries again for days.
/// </summary>
internal sealed class Forwarder : IAsyncDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    private readonly IForwardingPeer _peer;
    private readonly AreaEditors _editors;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutboxRun _run;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Task _sending;
    private HashSet<string> _told = new(StringComparer.Ordinal);
    private TaskCompletionSource _news = NewSignal();
    private long _looked;

    /// <summary>Makes it, and begins.</summary>
    /// <param name="peer">To whom; it is disposed of with this.</param>
    /// <param name="editors">The storage areas.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Receives the events 3620 to 3639.</param>
    public Forwarder(IForwardingPeer peer, AreaEditors editors, TimeProvider time, ILogger logger)
    {
        _peer = peer;
        _editors = editors;
        _time = time;
        _logger = logger;
        _looked = time.GetTimestamp();
        _run = new OutboxRun(peer, time, logger);
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Areas may have something new. Any thread may call.</summary>
    /// <param name="areas">Their names.</param>
    public void Tell(IEnumerable<string> areas)
    {
        lock (_lock)
        {
            _told.UnionWith(areas);
            _news.TrySetResult();
        }
    }

    /// <summary>Ends; what was not answered is sent again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAny(_sending, Task.Delay(EndLimit)); // a file system may hang
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SendAsync()
    {
        HashSet<string>? areas = null; // all
        try
        {
            while (true)
            {
                HashSet<string> left = await SendAsync(areas);
                areas = await WaitAsync(left);
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The daemon ends.
        }
        finally
        {
            await _peer.DisposeAsync();
        }
    }

    // Returns the areas that have more to send, later.
    private async Task<HashSet<string>> SendAsync(HashSet<string>? areas)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, WorklistEditor editor) in await _editors.FindAllAsync(_end.Token))
            {
                if (areas?.Contains(name) != false && await SendAsync(name, new Outbox(editor.Directory)))
                {
                    left.Add(name);
                }
            }

            await _peer.CloseAsync();
        }
        catch (StorageAreaException e)
        {
            ForwardingEvents.OutboxFailed(_logger, "all areas", _peer.Name, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ForwardingEvents.Failed(_logger, _peer.Name, e);
        }

        return left;
    }

    private async Task<bool> SendAsync(string area, Outbox outbox)
    {
        try
        {
            return await _run.SendAllAsync(outbox, _end.Token);
        }
        catch (Exception e) when (e is StorageAreaException or IOException or UnauthorizedAccessException)
        {
            ForwardingEvents.OutboxFailed(_logger, area, _peer.Name, SystemMessage.Of(e));
            return false;
        }
    }

    // Returns the areas to look at next; null: all.
    private async Task<HashSet<string>?> WaitAsync(HashSet<string> left)
    {
        TimeSpan rest = LookInterval - _time.GetElapsedTime(_looked);
        TimeSpan pause = left.Count == 0 ? rest : _run.Pause ?? TimeSpan.Zero;
        pause = pause < rest ? pause : rest;
        if (pause > TimeSpan.Zero)
        {
            // Where nobody answers, news change nothing.
            Task news = _run.PauseOfPeer is null ? NewsAsync() : Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
            await news.WaitAsync(pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _end.Token.ThrowIfCancellationRequested();
        HashSet<string> areas = TakeNews();
        areas.UnionWith(left);
        if (_time.GetElapsedTime(_looked) < LookInterval)
        {
            return areas;
        }

        _looked = _time.GetTimestamp();
        return null;
    }

    private Task NewsAsync()
    {
        lock (_lock)
        {
            return _news.Task;
        }
    }

    private HashSet<string> TakeNews()
    {
        lock (_lock)
        {
            HashSet<string> told = _told;
            _told = new HashSet<string>(StringComparer.Ordinal);
            _news = NewSignal();
            return told;
        }
    }
}
