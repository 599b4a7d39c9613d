using Microsoft.Extensions.Logging;

namespace WorklistScp.Fuzz.Targets;

/// <summary>Makes every message, as a log would, and keeps the first that says that the program is at fault.</summary>
internal sealed class ErrorLogger : ILogger
{
    /// <summary>The first error; null if there was none.</summary>
    public string? Error { get; private set; }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        string message = formatter(state, exception);
        if (message.Any(char.IsControl))
        {
            Error ??= $"a control character in '{message}'";
        }

        if (logLevel >= LogLevel.Error)
        {
            Error ??= $"{message} {exception}";
        }
    }
}
