using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using Wlmscp.Commands.Peers;

namespace Wlmscp.Commands.Querying;

/// <summary>The arguments and options of <c>wlmscp query</c>.</summary>
internal sealed class QueryOptions
{
    private const int MostRepeats = 1_000_000;

    private readonly PeerOptions _peer = new("query", "a worklist SCP");
    private readonly Argument<string[]> _keys = ToolWords.Keys(0, "what to match, or without a value to return");

    private readonly Option<string?> _from = ValueParsers.Text(
        "--from", "FILE", "the query in a file: a request file of the daemon, .dump, .wl, .json, .xml; - is standard input");

    private readonly Option<bool> _dump = ValueParsers.Flag("--dump", "print whole data sets as dump text");
    private readonly Option<bool> _json = ToolWords.Json("whole data sets as JSON");
    private readonly Option<bool> _echo = ValueParsers.Flag("--echo", "verify the connection only, by C-ECHO");
    private readonly Option<int?> _cancel = ValueParsers.Number(
        "--cancel", "N", "cancel after N matches (default: never)", 1, int.MaxValue);

    private readonly Option<int?> _repeat = ValueParsers.Number(
        "--repeat", "N", "ask N times, and tell how long it took (default: once)", 1, MostRepeats);

    private readonly NegotiationOptions _negotiation = new(
        "ask for fuzzy matching of names (PS3.4 K.5.1), and say if the peer has none",
        "ask for times in the zone of the key TimezoneOffsetFromUTC, such as +0100, and say if the peer does not adjust them");

    /// <summary>Puts them into a command.</summary>
    public void AddTo(Command command)
    {
        _peer.AddTo(command, [_from, _dump, _json, _echo, _cancel, _repeat, .. _negotiation.All]);
        command.Arguments.Add(_keys);
        command.Validators.Add(Validate);
    }

    /// <summary>Reads a command line that was parsed without errors.</summary>
    public QuerySettings Read(ParseResult result) =>
        new(_peer.Read(result))
        {
            Keys = result.GetValue(_keys) ?? [],
            File = result.GetValue(_from),
            Format = result.GetValue(_dump) ? QueryFormat.Dump
                : result.GetValue(_json) ? QueryFormat.Json
                : QueryFormat.Table,
            IsEcho = result.GetValue(_echo),
            CancelAfter = result.GetValue(_cancel),
            Repeat = result.GetValue(_repeat),
            Extensions = _negotiation.Read(result),
        };

    private void Validate(CommandResult result)
    {
        if (result.GetValue(_dump) && result.GetValue(_json))
        {
            result.AddError("--dump: not with --json");
        }

        bool isQuery = result.GetResult(_from) is not null || result.GetResult(_keys) is { Tokens.Count: > 0 } || result.GetValue(_dump)
            || result.GetValue(_json) || result.GetResult(_cancel) is not null;
        if (result.GetValue(_echo) && isQuery)
        {
            result.AddError("--echo: not with what belongs to a query, expected no keys, --from, --dump, --json or --cancel");
        }
    }
}
