using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Wlmscp.Logging;

/// <summary>Opens what a log configuration writes to.</summary>
internal static class LogSinks
{
    /// <summary>Opens all sinks.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="level">The level of all sources.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static Logger Open(LogConfiguration configuration, LoggingLevelSwitch level)
    {
        var sinks = new LoggerConfiguration().MinimumLevel.Verbose();
        foreach (LogSink sink in configuration.WriteTo.DefaultIfEmpty(new LogSink { Name = LogSinkName.Console }))
        {
            ITextFormatter formatter =
                sink.Args.Formatter == LogFormat.Json ? new CompactJsonFormatter() : new LineFormatter(level);
            if (sink.Name == LogSinkName.Console)
            {
                sinks.WriteTo.Console(
                    formatter, sink.Args.RestrictedToMinimumLevel, standardErrorFromLevel: LogEventLevel.Verbose);
            }
            else
            {
                OpenFile(sinks, formatter, sink.Args);
            }
        }

        return sinks.CreateLogger();
    }

    private static void OpenFile(LoggerConfiguration sinks, ITextFormatter formatter, LogSinkArguments args)
    {
        string path = Path.GetFullPath(args.Path!);
        Probe(path);
        sinks.WriteTo.File(
            formatter,
            path,
            args.RestrictedToMinimumLevel,
            args.FileSizeLimitBytes,
            rollingInterval: args.RollingInterval,
            rollOnFileSizeLimit: args.RollOnFileSizeLimit,
            retainedFileCountLimit: args.RetainedFileCountLimit,
            hooks: new LogFileMode());
    }

    // Serilog keeps quiet about files that it cannot open. What is asked for is a file beside the real one, whose name
    // may have the date in it.
    private static void Probe(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: is a directory");
        }

        string probe = $"{path}.{Guid.NewGuid():n}.tmp";
        new FileStream(
            probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }
}
