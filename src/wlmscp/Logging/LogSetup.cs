using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Wlmscp.Logging;

/// <summary>Where log events go: standard error, one line each.</summary>
internal static class LogSetup
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u4} {Message:lj}{NewLine}{Exception}";

    /// <summary>Makes the logger; dispose of it to write what is pending.</summary>
    public static Logger Create(LogEventLevel level) => new LoggerConfiguration()
        .MinimumLevel.Is(level)
        .WriteTo.Console(
            outputTemplate: Template,
            formatProvider: CultureInfo.InvariantCulture,
            standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateLogger();
}
