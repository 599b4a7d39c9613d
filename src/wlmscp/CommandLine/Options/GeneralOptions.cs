using System.CommandLine;
using Serilog.Events;
using Wlmscp.Daemon;

namespace Wlmscp.CommandLine.Options;

/// <summary>Help, version, and what is logged.</summary>
internal sealed class GeneralOptions : OptionGroup
{
    private readonly Option<bool> _arguments = ValueParsers.Flag(
        "--arguments", "print the command line, command files replaced by their words, and go on");

    private readonly Option<string?> _logConfig = ValueParsers.Text(
        "--log-config", "FILE", "JSON file that says what is logged, and where to (default: standard error)", "-lc");

    private readonly Option<string?> _config = ToolWords.Config();

    private readonly Exclusive<LogEventLevel?> _level;
    private readonly Option[] _helpAndVersion;

    /// <summary>Makes the options.</summary>
    /// <param name="helpAndVersion">The options that the root command brings.</param>
    public GeneralOptions(params Option[] helpAndVersion)
    {
        _helpAndVersion = helpAndVersion;
        Option<LogEventLevel?> level = LevelOption();
        _level = new(
            (ValueParsers.Flag("--quiet", "log fatal errors only", "-q"), _ => LogEventLevel.Fatal),
            (ValueParsers.Flag("--verbose", "log what is done", "-v"), _ => LogEventLevel.Information),
            (ValueParsers.Flag("--debug", "log details, patients' data among them", "-d"), _ => LogEventLevel.Debug),
            (level, result => result.GetValue(level)));
    }

    /// <inheritdoc/>
    public override string Title => "general options";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
        [new(null, [.. _helpAndVersion, _arguments, _config, .. _level.Options, _logConfig])];

    /// <summary>Whether the command line is to be printed.</summary>
    public bool PrintsArguments(ParseResult result) => result.GetValue(_arguments);

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result) => settings with
    {
        ConfigFile = result.GetValue(_config),
        Log = settings.Log with
        {
            Level = _level.Read(result, settings.Log.Level),
            ConfigFile = result.GetValue(_logConfig),
        },
    };

    private static Option<LogEventLevel?> LevelOption() => ValueParsers.Choice<LogEventLevel>(
        "--log-level", "LEVEL", "log from this level on: fatal, error, warn (default), info, debug, trace",
        [
            ("fatal", LogEventLevel.Fatal),
            ("error", LogEventLevel.Error),
            ("warn", LogEventLevel.Warning),
            ("info", LogEventLevel.Information),
            ("debug", LogEventLevel.Debug),
            ("trace", LogEventLevel.Verbose),
        ],
        "-ll");
}
