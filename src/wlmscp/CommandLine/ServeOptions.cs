using System.CommandLine;
using System.CommandLine.Parsing;
using Serilog.Events;
using Wlmscp.Daemon;
using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;
using WorklistScp.Worklist.Responses;

namespace Wlmscp.CommandLine;

/// <summary>The options of the daemon, named as in wlmscpfs where it has them.</summary>
internal sealed class ServeOptions
{
    private const int DefaultPort = 11112;

    private readonly Argument<int?> _positionalPort = new("port")
    {
        Description = "TCP port to listen on, as wlmscpfs takes it",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => ParsePort(result),
    };

    private readonly Option<int?> _port = ValueParsers.Number(
        "--port", "PORT", $"TCP port to listen on (default {DefaultPort}; 0: any free one)", 0, 65535);

    private readonly Option<string?> _directory = ValueParsers.Text(
        "--dir", "PATH", "directory that holds the storage areas (default .)", _ => null, "--data-files-path", "-dfp");

    private readonly Option<TimeSpan?> _lockTimeout = ValueParsers.Seconds(
        "--lock-timeout", "how long a query waits while a writer holds the lock (default 10)", 0);

    private readonly Option<bool> _noLockFile =
        ValueParsers.Flag("--no-lockfile", "serve a storage area that has no lockfile, without a lock");

    private readonly Option<NameMatching?> _nameMatching = ValueParsers.Choice<NameMatching>(
        "--name-matching", "HOW", "how names are compared: case-insensitive (default), accent-insensitive, exact",
        [
            ("case-insensitive", NameMatching.IgnoreCase),
            ("accent-insensitive", NameMatching.IgnoreAccents),
            ("exact", NameMatching.Exact),
        ]);

    private readonly Option<string?> _characterSet = ValueParsers.Text(
        "--char-set", "NAME", "convert responses to this Specific Character Set, such as ISO_IR 192",
        value => SpecificCharacterSet.TryParse(value, out _) ? null : "a defined term of PS3.3 C.12.1.1.2");

    private readonly Option<bool> _noCharacterSet =
        ValueParsers.Flag("--return-no-char-set", "return no Specific Character Set", "-cs0");

    private readonly Option<bool> _isoIr100 =
        ValueParsers.Flag("--return-iso-ir-100", "return Specific Character Set ISO_IR 100", "-cs1");

    private readonly Option<bool> _keepCharacterSet =
        ValueParsers.Flag("--keep-char-set", "return the Specific Character Set of the file", "-csk");

    private readonly Option<bool> _enableFileReject =
        ValueParsers.Flag("--enable-file-reject", "ignore incomplete worklist files (default)", "-efr");

    private readonly Option<bool> _disableFileReject =
        ValueParsers.Flag("--disable-file-reject", "serve incomplete worklist files", "-dfr");

    private readonly Option<bool> _noSequenceExpansion =
        ValueParsers.Flag("--no-sq-expansion", "leave empty sequences of a query as they are", "-nse");

    private readonly Option<bool> _noFail =
        ValueParsers.Flag("--no-fail", "do not fail on an invalid query");

    private readonly Option<int?> _maxPdu = ValueParsers.Number(
        "--max-pdu", "BYTES", "longest PDU to receive (4096..131072, default 16384)", 4096, 131072, "-pdu");

    private readonly Option<int?> _maxAssociations =
        ValueParsers.Number("--max-associations", "N", "associations at the same time (default 50)", 1, int.MaxValue);

    private readonly Option<TimeSpan?> _acseTimeout =
        ValueParsers.Seconds("--acse-timeout", "timeout for association messages (default 30)", 1, "-ta");

    private readonly Option<TimeSpan?> _dimseTimeout = ValueParsers.Seconds(
        "--dimse-timeout", "end an association after this much silence (default 600; 0: never)", 0, "-td");

    private readonly Option<bool> _quiet = ValueParsers.Flag("--quiet", "log fatal errors only", "-q");

    private readonly Option<bool> _verbose = ValueParsers.Flag("--verbose", "log what is done", "-v");

    private readonly Option<bool> _debug = ValueParsers.Flag("--debug", "log details, patients' data among them", "-d");

    private readonly Option<LogEventLevel?> _logLevel = ValueParsers.Choice<LogEventLevel>(
        "--log-level", "LEVEL", "fatal, error, warn (default), info, debug, trace",
        [
            ("fatal", LogEventLevel.Fatal),
            ("error", LogEventLevel.Error),
            ("warn", LogEventLevel.Warning),
            ("info", LogEventLevel.Information),
            ("debug", LogEventLevel.Debug),
            ("trace", LogEventLevel.Verbose),
        ],
        "-ll");

    /// <summary>Puts the options into a command, in the order of its help.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positionalPort);
        Option[] options =
        [
            _port, _directory, _lockTimeout, _noLockFile, _nameMatching, _characterSet,
            _noCharacterSet, _isoIr100, _keepCharacterSet, _enableFileReject, _disableFileReject,
            _noSequenceExpansion, _noFail, _maxPdu, _maxAssociations, _acseTimeout, _dimseTimeout,
            _quiet, _verbose, _debug, _logLevel,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_port) is not null && result.GetResult(_positionalPort) is { Tokens.Count: > 0 })
            {
                result.AddError("--port: the port is given twice, expected either --port PORT or PORT alone");
            }
        });
    }

    /// <summary>Reads a command line that was parsed without errors.</summary>
    public DaemonSettings Read(ParseResult result)
    {
        var defaults = new DaemonSettings();
        TimeSpan dimseTimeout = result.GetValue(_dimseTimeout) ?? defaults.DimseTimeout ?? TimeSpan.Zero;
        return new DaemonSettings
        {
            Port = result.GetValue(_port) ?? result.GetValue(_positionalPort) ?? DefaultPort,
            Directory = result.GetValue(_directory) ?? defaults.Directory,
            Area = new StorageAreaOptions
            {
                LockTimeout = result.GetValue(_lockTimeout) ?? defaults.Area.LockTimeout,
                RequireLockFile = !result.GetValue(_noLockFile),
                RejectIncompleteFiles = LastOf(result, _enableFileReject, _disableFileReject) != _disableFileReject,
            },
            Query = new WorklistQueryOptions
            {
                ExpandEmptySequences = !result.GetValue(_noSequenceExpansion),
                NameMatching = result.GetValue(_nameMatching) ?? defaults.Query.NameMatching,
            },
            FailOnInvalidQuery = !result.GetValue(_noFail),
            CharacterSet = ReadCharacterSet(result),
            MaxPduLength = result.GetValue(_maxPdu) ?? defaults.MaxPduLength,
            MaxAssociations = result.GetValue(_maxAssociations) ?? defaults.MaxAssociations,
            AcseTimeout = result.GetValue(_acseTimeout) ?? defaults.AcseTimeout,
            DimseTimeout = dimseTimeout > TimeSpan.Zero ? dimseTimeout : null,
            LogLevel = ReadLogLevel(result) ?? defaults.LogLevel,
        };
    }

    private static int? ParsePort(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (value.StartsWith('-') || value.StartsWith('+'))
        {
            result.AddError(UsageError.Unexpected(value));
            return null;
        }

        Parsed<int?> port = ValueParsers.ParseNumber(value, 0, 65535);
        if (port.Expected is not null)
        {
            result.AddError($"port: '{value}', expected {port.Expected}");
        }

        return port.Value;
    }

    private ResponseCharacterSet ReadCharacterSet(ParseResult result)
    {
        Option? last = LastOf(result, _noCharacterSet, _isoIr100, _keepCharacterSet, _characterSet);
        if (last == _noCharacterSet)
        {
            return ResponseCharacterSet.None;
        }

        if (last == _isoIr100)
        {
            return ResponseCharacterSet.IsoIr100;
        }

        if (last == _keepCharacterSet)
        {
            return ResponseCharacterSet.Keep;
        }

        return result.GetValue(_characterSet) is { } name
            ? ResponseCharacterSet.Convert(name)
            : ResponseCharacterSet.WhenNeeded;
    }

    private LogEventLevel? ReadLogLevel(ParseResult result)
    {
        Option? last = LastOf(result, _quiet, _verbose, _debug, _logLevel);
        if (last == _quiet)
        {
            return LogEventLevel.Fatal;
        }

        if (last == _verbose)
        {
            return LogEventLevel.Information;
        }

        return last == _debug ? LogEventLevel.Debug : result.GetValue(_logLevel);
    }

    // Of options that exclude each other, the last one given counts.
    private static Option? LastOf(ParseResult result, params Option[] options)
    {
        foreach (Token token in result.Tokens.Reverse())
        {
            if (token.Type == TokenType.Option
                && Array.Find(
                    options,
                    option => option.Name == token.Value || option.Aliases.Contains(token.Value)) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
