using Microsoft.Extensions.Logging;

namespace WorklistScp.Network.Tests.Server;

/// <summary>Keeps the log events of a level and above, and lets a test wait for one.</summary>
internal sealed class RecordingLogger(LogLevel level = LogLevel.Information) : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<LogLine> _lines = [];
    private TaskCompletionSource _written = new();

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The first event of an id, once it is there; fails after a minute.</summary>
    public async Task<LogLine> WaitForAsync(int eventId)
    {
        while (true)
        {
            Task written;
            lock (_lock)
            {
                if (_lines.Find(line => line.EventId == eventId) is { } found)
                {
                    return found;
                }

                written = _written.Task;
            }

            await written.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        lock (_lock)
        {
            _lines.Add(new LogLine(eventId.Id, logLevel, formatter(state, exception)));
            _written.SetResult();
            _written = new TaskCompletionSource();
        }
    }
}
