using System.CommandLine;
using Wlmscp.CommandLine.Options;
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

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [.. _matching.All, _serveAll, _noLockFile, _noFail];

    /// <summary>Reads them.</summary>
    public ExplainSettings Read(ParseResult result)
    {
        WorklistQueryOptions query = _matching.Read(result, new WorklistQueryOptions());
        var area = new StorageAreaOptions
        {
            RejectIncompleteFiles = !result.GetValue(_serveAll),
            RequireLockFile = !result.GetValue(_noLockFile),
            RescanInterval = TimeSpan.Zero, // it is read once
            AssumedCharacterSet = query.AssumedCharacterSet,
        };
        return new ExplainSettings(area, query, FailOnInvalidQuery: !result.GetValue(_noFail));
    }
}
