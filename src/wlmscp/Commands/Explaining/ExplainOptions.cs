using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using Wlmscp.Commands.Checking;
using Wlmscp.Commands.Questioning;
using WorklistScp.Network.Access;
using WorklistScp.Storage;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Commands.Explaining;

/// <summary>The options of the daemon on which it depends what a query finds.</summary>
internal sealed class ExplainOptions
{
    private readonly MatchingOptions _matching = new();

    private readonly Option<bool> _serveAll = InputOptions.ServeIncomplete();
    private readonly Option<bool> _noLockFile = ServiceOptions.NoLockFile();
    private readonly Option<bool> _noFail = FindOptions.NoFail();
    private readonly Option<Several<CallingRule>?> _allowCalling = AccessControlOptions.AllowCalling();
    private readonly Option<string?> _calling = ValueParsers.Text(
        "--calling", "AETITLE", "the device that asks: its calling AE title", ValueParsers.ParseAETitle);

    private readonly Option<string?> _user = ValueParsers.Text(
        "--user", "NAME", "the user of the daemon: tell what this one may read (default: who runs this)");

    private readonly NegotiationOptions _negotiation = new(
        "ask as a device that negotiated fuzzy matching of names (PS3.4 K.5.1)",
        "ask as a device that negotiated times in its own zone (PS3.4 K.5.1)");

    /// <summary>The device that asks.</summary>
    public Option Calling => _calling;

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All =>
        [.. _matching.All, _serveAll, _noLockFile, _noFail, _allowCalling, _calling, _user, .. _negotiation.All];

    /// <summary>Reads them.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="configuration">The configuration file of the daemon; null: it has none.</param>
    public QuestionSettings Read(ParseResult result, string? configuration)
    {
        WorklistQueryOptions query = _matching.Read(result, new WorklistQueryOptions());
        var area = new StorageAreaOptions
        {
            RejectIncompleteFiles = !result.GetValue(_serveAll),
            RequireLockFile = !result.GetValue(_noLockFile),
            RescanInterval = TimeSpan.Zero, // it is read once
            AssumedCharacterSet = query.AssumedCharacterSet,
        };
        QueryExtensions negotiated = _negotiation.Read(result);
        query = ExtendedNegotiation.Adapt(query, negotiated, TimeZoneInfo.Local);
        return new QuestionSettings(area, query, FailOnInvalidQuery: !result.GetValue(_noFail))
        {
            Negotiated = negotiated,
            CallingAETitle = result.GetValue(_calling),
            Configuration = configuration,
            AllowedCalling = result.GetValue(_allowCalling)?.Values ?? [],
            Access = result.GetValue(_user) is { } user ? ReadAccess.Of(user) : ReadAccess.Own,
        };
    }
}
