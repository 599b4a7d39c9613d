using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Wlmscp.Logging;

/// <summary>Where log events go: standard error, one line each.</summary>
internal sealed class DaemonLog : IAsyncDisposable
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u4} {Message:lj}{NewLine}{Exception}";

    private readonly Logger _log;
    private readonly SerilogLoggerFactory _factory;

    private DaemonLog(Logger log)
    {
        _log = log;
        _factory = new SerilogLoggerFactory(log);
    }

    /// <summary>Opens the log; dispose of it to write what is pending.</summary>
    public static DaemonLog Open(LogSettings settings) => new(new LoggerConfiguration()
        .MinimumLevel.Is(settings.Level ?? LogSettings.DefaultLevel)
        .WriteTo.Console(
            outputTemplate: Template,
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateLogger());

    /// <summary>A logger for a part of the program.</summary>
    public Microsoft.Extensions.Logging.ILogger CreateLogger(string source) => _factory.CreateLogger(source);

    /// <summary>Writes what is pending, and closes.</summary>
    public ValueTask DisposeAsync()
    {
        _factory.Dispose();
        return _log.DisposeAsync();
    }
}
