using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Explaining;

/// <summary>The options of the daemon on which it depends what a query finds.</summary>
internal sealed class ExplainOptions
{
    private readonly Option<NameMatching?> _names = NameMatchingOption.Create();

    private readonly Option<bool> _serveAll =
        ValueParsers.Flag("--disable-file-reject", "look at incomplete worklist files too");

    private readonly Option<bool> _noLockFile =
        ValueParsers.Flag("--no-lockfile", "read a storage area that has no lockfile too");

    private readonly Option<bool> _noFail =
        ValueParsers.Flag("--no-fail", "answer an invalid query too");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_names, _serveAll, _noLockFile, _noFail];

    /// <summary>Reads them.</summary>
    public ExplainSettings Read(ParseResult result) => new(
        new StorageAreaOptions
        {
            RejectIncompleteFiles = !result.GetValue(_serveAll),
            RequireLockFile = !result.GetValue(_noLockFile),
            RescanInterval = TimeSpan.Zero, // it is read once
        },
        new WorklistQueryOptions { NameMatching = result.GetValue(_names) ?? NameMatching.IgnoreCase },
        FailOnInvalidQuery: !result.GetValue(_noFail));
}
