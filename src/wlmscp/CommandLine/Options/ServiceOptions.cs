using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Wlmscp.Daemon;
using WorklistScp.Storage;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.CommandLine.Options;

/// <summary>The options that wlmscpfs does not have, and where to find the worklists.</summary>
internal sealed class ServiceOptions : OptionGroup
{
    private readonly Option<int?> _port = ValueParsers.Number(
        "--port", "PORT", $"TCP port to listen on; 0: any free one (default {ListenSettings.DefaultPort})", 0, 65535);

    private readonly Option<string?> _directory = ValueParsers.Text(
        "--dir", "PATH", "directory that holds the storage areas (default: the current one)",
        "--data-files-path", "-dfp");

    private readonly Option<IPAddress?> _bind = ValueParsers.Value(
        "--bind", "ADDRESS", "IP address to listen on (default: all)", ParseAddress);

    private readonly Option<TimeSpan?> _lockTimeout = ValueParsers.Seconds(
        "--lock-timeout", "how long a query waits while a writer holds the lock (default 10)", 0);

    private readonly Option<bool> _noLockFile = NoLockFile();

    private readonly Option<TimeSpan?> _rescan = ValueParsers.Seconds(
        "--rescan",
        "have a query look at every file after this time, for changes that the system does not tell of; 0: every query "
            + "(default: they are looked at beside the queries)",
        0);

    private readonly Option<AreaWriters?> _writers = ValueParsers.Choice<AreaWriters>(
        "--writers", "HOW",
        "how files are changed on file systems over a network, or of FUSE: any (default), each is looked at for each "
            + "query; rename, by renaming into place or with a touch of the lockfile, which alone are looked at",
        [("any", AreaWriters.Any), ("rename", AreaWriters.Rename)]);

    private readonly MatchingOptions _matching = new();

    private readonly Argument<int?> _positionalPort;
    private readonly ProcessingOptions _processing;

    /// <summary>Makes the options.</summary>
    /// <param name="positionalPort">The port as wlmscpfs takes it.</param>
    /// <param name="processing">Has the option that names a character set for responses.</param>
    public ServiceOptions(Argument<int?> positionalPort, ProcessingOptions processing)
    {
        _positionalPort = positionalPort;
        _processing = processing;
    }

    /// <inheritdoc/>
    public override string Title => "options of wlmscp";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionSection> Sections =>
    [
        new(null,
            [
                _port, _directory, _bind, _lockTimeout, _noLockFile, _rescan, _writers,
                .. _matching.All,
                _processing.CharacterSetName,
            ]),
    ];

    /// <summary>The option <c>--no-lockfile</c>.</summary>
    public static Option<bool> NoLockFile() =>
        ValueParsers.Flag("--no-lockfile", "serve a storage area that has no lockfile too, without a lock");

    /// <inheritdoc/>
    public override DaemonSettings Apply(DaemonSettings settings, ParseResult result)
    {
        WorklistQueryOptions query = _matching.Read(result, settings.Find.Query);
        return settings with
        {
            Listen = settings.Listen with
            {
                Port = result.GetValue(_port) ?? result.GetValue(_positionalPort) ?? settings.Listen.Port,
                Address = result.GetValue(_bind),
            },
            Directory = result.GetValue(_directory) ?? settings.Directory,
            Area = settings.Area with
            {
                LockTimeout = result.GetValue(_lockTimeout) ?? settings.Area.LockTimeout,
                RescanInterval = result.GetValue(_rescan) ?? settings.Area.RescanInterval,
                Writers = result.GetValue(_writers) ?? settings.Area.Writers,
                RequireLockFile = !result.GetValue(_noLockFile),
                AssumedCharacterSet = query.AssumedCharacterSet,
            },
            Find = settings.Find with { Query = query },
        };
    }

    /// <inheritdoc/>
    public override void Validate(CommandResult result)
    {
        if (result.GetResult(_port) is not null && result.GetResult(_positionalPort) is { Tokens.Count: > 0 })
        {
            result.AddError("--port: the port is given twice, expected either --port PORT or PORT alone");
        }
    }

    // IPAddress reads 1 as 0.0.0.1, which nobody means.
    private static Parsed<IPAddress?> ParseAddress(string value) =>
        IPAddress.TryParse(value, out IPAddress? address) && value.AsSpan().ContainsAny('.', ':')
            ? new Parsed<IPAddress?>(address)
            : new Parsed<IPAddress?>(null, "an IPv4 or IPv6 address");
}
