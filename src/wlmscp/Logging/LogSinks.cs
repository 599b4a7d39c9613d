using Serilog;
using Serilog.Core;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Wlmscp.Logging;

/// <summary>Opens what a log configuration writes to.</summary>
internal static class LogSinks
{
    /// <summary>Opens all sinks; the threads of files open those.</summary>
    /// <param name="configuration">The configuration, of files that can be written.</param>
    /// <param name="level">The level of all sources.</param>
    /// <param name="former">What was open until now; a file that stays is first closed by its former thread.</param>
    public static OpenSinks Open(LogConfiguration configuration, LoggingLevelSwitch level, OpenSinks? former = null)
    {
        var sinks = new LoggerConfiguration().MinimumLevel.Verbose();
        var files = new List<FileQueue>();
        foreach (LogSink sink in configuration.WriteTo.DefaultIfEmpty(new LogSink { Name = LogSinkName.Console }))
        {
            ITextFormatter formatter =
                sink.Args.Formatter == LogFormat.Json ? new CompactJsonFormatter() : new LineFormatter(level);
            if (sink.Name == LogSinkName.Console)
            {
                sinks.WriteTo.Sink(new ConsoleSink(formatter), sink.Args.RestrictedToMinimumLevel);
                continue;
            }

            string path = PathOf(sink);
            var file = new FileQueue(
                path,
                () => OpenFile(path, formatter, sink.Args),
                former?.Files.Where(one => one.Path == path) ?? []);
            files.Add(file);
            sinks.WriteTo.Sink(file, sink.Args.RestrictedToMinimumLevel);
        }

        return new OpenSinks(sinks.CreateLogger(), files);
    }

    /// <summary>
    /// Fails unless its files can be written: Serilog keeps quiet about those that it cannot open. May hang with them.
    /// </summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Check(LogConfiguration configuration)
    {
        foreach (LogSink sink in configuration.WriteTo.Where(sink => sink.Name == LogSinkName.File))
        {
            Probe(PathOf(sink));
        }
    }

    private static string PathOf(LogSink sink) => Path.GetFullPath(sink.Args.Path!);

    private static Logger OpenFile(string path, ITextFormatter formatter, LogSinkArguments args) =>
        new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.File(
                formatter,
                path,
                fileSizeLimitBytes: args.FileSizeLimitBytes,
                rollingInterval: args.RollingInterval,
                rollOnFileSizeLimit: args.RollOnFileSizeLimit,
                retainedFileCountLimit: args.RetainedFileCountLimit,
                hooks: new LogFileMode())
            .CreateLogger();

    // What is asked for is a file beside the real one, whose name may have the date in it.
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
