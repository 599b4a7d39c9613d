using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Wlmscp.Commands.Explaining;

/// <summary>Keeps what is said of files that are skipped or doubtful. Safe for use by several threads.</summary>
internal sealed class FileWarnings : ILogger
{
    private readonly ConcurrentBag<string> _lines = [];

    /// <summary>The warnings, in the order of names.</summary>
    public IReadOnlyList<Warning> List() =>
        [.. _lines.Order(StringComparer.Ordinal).Select(line => new Warning("file", line))];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Add(formatter(state, exception));
        }
    }
}
