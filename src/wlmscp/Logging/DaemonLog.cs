using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace Wlmscp.Logging;

/// <summary>The log of the daemon: where events go, and from which level on. Both can change while it runs.</summary>
internal sealed class DaemonLog : IAsyncDisposable
{
    private readonly LogSettings _settings;
    private readonly LoggingLevelSwitch _level = new();
    private readonly Dictionary<string, LoggingLevelSwitch> _sourceLevels =
        LogSource.All.ToDictionary(source => source, _ => new LoggingLevelSwitch());

    private readonly SwitchableSink _sink;
    private readonly Logger _log;
    private readonly SerilogLoggerFactory _factory;
    private readonly ILogger _logger;

    private DaemonLog(LogSettings settings, LogConfiguration configuration)
    {
        _settings = settings;
        SetLevels(configuration);
        _sink = new SwitchableSink(LogSinks.Open(configuration, _level));
        var log = new LoggerConfiguration().MinimumLevel.ControlledBy(_level);
        foreach ((string source, LoggingLevelSwitch level) in _sourceLevels)
        {
            log.MinimumLevel.Override(source, level);
        }

        _log = log.WriteTo.Sink(new RepeatLimit(_sink, _level, TimeProvider.System)).CreateLogger();
        _factory = new SerilogLoggerFactory(_log);
        _logger = CreateLogger(LogSource.Daemon);
    }

    /// <summary>Opens the log; dispose of it to write what is pending.</summary>
    /// <exception cref="StartException">The configuration is wrong, or a file cannot be written.</exception>
    public static DaemonLog Open(LogSettings settings)
    {
        LogFailures.Report();
        LogConfiguration configuration = Read(settings);
        try
        {
            LogSinks.Check(configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"--log-config {settings.ConfigFile}: {e.Message}; expected a file that can be written", e);
        }

        var log = new DaemonLog(settings, configuration);
        log.WarnOfDcmtk(configuration);
        return log;
    }

    /// <summary>A logger for a part of the program.</summary>
    public ILogger CreateLogger(string source) => _factory.CreateLogger(source);

    /// <summary>
    /// Reads the configuration again and opens the log files again, so that files that were renamed come to an end.
    /// Whatever goes wrong, the log goes on. May hang with the files.
    /// </summary>
    public void Reopen()
    {
        try
        {
            LogConfiguration configuration = Read(_settings);
            SetLevels(configuration);
            configuration = CheckOrUseConsole(configuration);
            _sink.Switch(former => LogSinks.Open(configuration, _level, former));
            LogEvents.Reopened(_logger);
        }
        catch (StartException e)
        {
            LogEvents.ConfigurationKept(_logger, e.Message);
        }
    }

    /// <summary>Writes what is pending, and closes; does not wait for files that hang.</summary>
    public async ValueTask DisposeAsync()
    {
        _factory.Dispose();
        await _log.DisposeAsync();
    }

    private static LogConfiguration Read(LogSettings settings) =>
        settings.ConfigFile is null ? new LogConfiguration() : LogConfigurationFile.Read(settings.ConfigFile);

    private void SetLevels(LogConfiguration configuration)
    {
        _level.MinimumLevel = _settings.Level ?? configuration.MinimumLevel.Default;
        foreach ((string source, LoggingLevelSwitch level) in _sourceLevels)
        {
            level.MinimumLevel = configuration.MinimumLevel.Override.TryGetValue(source, out LogEventLevel own)
                ? own
                : _level.MinimumLevel;
        }
    }

    private LogConfiguration CheckOrUseConsole(LogConfiguration configuration)
    {
        try
        {
            LogSinks.Check(configuration);
            return configuration;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            StandardStreams.WriteError(
                $"wlmscp: --log-config {_settings.ConfigFile}: {e.Message}; logging goes on here");
            return new LogConfiguration();
        }
    }

    private void WarnOfDcmtk(LogConfiguration configuration)
    {
        if (configuration.IsOfDcmtk)
        {
            LogEvents.OfDcmtk(_logger, _settings.ConfigFile!);
        }
    }
}
