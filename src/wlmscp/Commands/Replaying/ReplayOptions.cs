using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using Wlmscp.Commands.Questioning;
using Wlmscp.RequestFiles;
using Wlmscp.Terminal;

namespace Wlmscp.Commands.Replaying;

/// <summary>The options of <c>wlmscp explain</c> for recorded queries, which stand in place of one query.</summary>
internal sealed class ReplayOptions
{
    /// <summary>What help and manual say of it.</summary>
    public const string Prose = """
        `--from` asks queries again that the daemon has recorded by `--request-file-path`, of the entries that there are now:
        once by the profiles of `--config`, and once by those of `--against`, or by none. It tells which of them would be
        answered otherwise: the profile, how many entries are found, which `.wl` files those are that come to it (more) and
        those that are missing (less), and which attributes of an answer are others, with `--values` also what they say
        before and after, which is patients' data. The same query of the same device is one. Who asked whom is said by the
        names of the files, where `--request-file-format` of the daemon has `#a` or `#c`, else by `--calling` and *AETITLE*;
        a name that can be read in several ways says nothing.
        A directory stands for the files in it. Requests that are refused before and after are told, too. Lines before the last
        say what is supposed of those that asked; the last counts all requests. Days that a query asks for are those of the day
        on which it was recorded. The exit code is 0 where all are answered as before, else 1, and 3 where
        a file cannot be read or does not tell who asked: it is named, and the others are asked. `--json` prints one object:

            {"queries": [{"files": ["..."], "calling": "CT1", "called": "AETITLE_1",
                          "before": {"profile": null, "refusal": null,
                                     "matches": 1, "status": "FF00"},
                          "after": {...}, "more": ["42.wl"], "less": [], "reordered": false,
                          "answers": [{"file": "7.wl",
                                       "changes": [{"attribute": "PatientName"}, ...]},
                                      ...]}, ...],
             "remarks": ["new.json: devices[2]: address: ...", ...],
             "requests": 500, "different": 12, "empty": 80, "refused": 1}
        """;

    private const string Example = "wlmscp explain worklist AETITLE_1 --calling CT1 --from requests --config new.json";
    private const string CalledField = "#c";
    private const string CallingField = "#a";

    private readonly Option<string[]> _from = new("--from")
    {
        HelpName = "FILE...",
        Description =
            "ask recorded queries again, of request files or directories of these, and tell which are answered otherwise",
        Arity = new ArgumentArity(1, 100_000),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _against = ValueParsers.Text(
        "--against", "FILE", "for --from: the configuration file that counts until now (default: no profiles)");

    private readonly Option<string?> _format = RequestFileOptions.Format();
    private readonly Option<bool> _values =
        ValueParsers.Flag("--values", "for --from: also what attributes say, before and after");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_from, _against, _format, _values];

    /// <summary>Whether recorded queries are to be asked.</summary>
    public bool IsIn(CommandResult result) => result.GetResult(_from) is not null;

    /// <summary>Adds an error where words are missing, or have no effect.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="directory">The directory of the storage areas.</param>
    /// <param name="title">The area.</param>
    /// <param name="query">The words of a query.</param>
    /// <param name="config">The option for the configuration file.</param>
    /// <param name="calling">The option for the device that asks.</param>
    public void Validate(
        CommandResult result, Argument directory, Argument title, Argument query, Option config, Option calling)
    {
        string format = result.GetValue(_format) ?? "";
        if (!IsIn(result))
        {
            if (All.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } idle)
            {
                result.AddError($"{idle.Name}: without effect, expected --from FILE... too");
            }
        }
        else if (!Has(directory))
        {
            result.AddError($"explain: no DIR, expected one, as in: {Example}");
        }
        else if (Has(query))
        {
            result.AddError($"explain: {query.Name}: one query, expected none with --from");
        }
        else if (result.GetResult(config) is null)
        {
            result.AddError("--from: no --config FILE, expected the one that is to count");
        }
        else if (!Has(title) && !format.Contains(CalledField, StringComparison.Ordinal))
        {
            result.AddError($"explain: no AETITLE, expected one, or --request-file-format with {CalledField}");
        }
        else if (result.GetResult(calling) is null && !format.Contains(CallingField, StringComparison.Ordinal))
        {
            result.AddError($"--from: no --calling AETITLE, expected it, or --request-file-format with {CallingField}");
        }

        bool Has(Argument argument) => result.GetResult(argument) is { Tokens.Count: > 0 };
    }

    /// <summary>Asks the queries.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="directory">The directory of the storage areas.</param>
    /// <param name="called">The area; null: names of files tell it.</param>
    /// <param name="settings">How the daemon is set.</param>
    /// <param name="isSummary">Whether only their number is told.</param>
    /// <param name="asJson">Whether for programs.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="ToolException">A file or an area cannot be read.</exception>
    public int Run(
        ParseResult result, string directory, string? called, QuestionSettings settings, bool isSummary, bool asJson)
    {
        var replayed = new ReplaySettings(result.GetValue(_from)!)
        {
            Format = result.GetValue(_format) ?? RequestFileSettings.DefaultFormat,
            Calling = settings.CallingAETitle,
            Called = called,
            Configuration = settings.Configuration!,
            Against = result.GetValue(_against),
        };
        using var areas = new QuestionedAreas(directory, settings);
        var replay = new Replay(areas, settings, replayed);
        IReadOnlyList<RecordedQuery> queries;
        var faults = new List<ToolException>();
        using (var progress = new ProgressLine("reading"))
        {
            queries = RecordedQuery.ReadAll(replayed, progress, faults);
        }

        foreach (ToolException fault in faults)
        {
            StandardStreams.WriteError($"wlmscp explain: {fault.Message}; it is not asked again");
        }

        bool hasValues = result.GetValue(_values);
        using ReplayJson? json = asJson ? new ReplayJson(isSummary, hasValues) : null;
        int exitCode = Write(replay, queries, json ?? (IReplayOutput)new ReplayText(isSummary, hasValues));
        return faults.Count == 0 ? exitCode : ExitCode.Failed;
    }

    private static int Write(Replay replay, IReadOnlyList<RecordedQuery> queries, IReplayOutput output)
    {
        var totals = default(ReplayTotals);
        foreach (QueryDifference difference in replay.Ask(queries, TimeProvider.System.GetLocalNow().DateTime))
        {
            totals = totals.With(difference);
            if (difference.IsAny || difference.IsRefused)
            {
                output.Write(difference);
            }
        }

        output.End(totals, replay.FindSuppositions(queries));
        return totals.Different == 0 ? ExitCode.Success : ExitCode.Negative;
    }
}
