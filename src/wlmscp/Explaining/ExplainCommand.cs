using System.CommandLine;
using System.CommandLine.Parsing;
using Wlmscp.CommandLine;
using Wlmscp.CommandLine.Options;
using Wlmscp.CommandLine.Tools;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Areas;
using WorklistScp.Worklist.Matching;
using WorklistScp.Worklist.Queries;

namespace Wlmscp.Explaining;

/// <summary><c>wlmscp explain DIR AETITLE QUERY</c>: says why entries match a query, or do not.</summary>
internal static class ExplainCommand
{
    private const int FewestWords = 3;

    private const string Words = "DIR AETITLE QUERY|KEY=VALUE...";

    private const string Prose = """
        Reads the storage area *AETITLE* of *DIR* and asks it as the daemon would, without a network. *QUERY* is a file:
        a request file of the daemon or other dump text under any name, a DICOM file (`.dcm`, `.wl`), or `.json`.
        *KEY=VALUE* words make a query of their own: `Modality=CT`, `PatientName=DOE^J?n`,
        `ScheduledProcedureStepStartDate=today-today+7`. Keys are keywords or `gggg,eeee`; those of the scheduled
        procedure step need no sequence before them.

        Of each entry it says that it matches, or which key fails first, with the values of query and entry. Then it
        says how many entries match, how many fail each key, and, when none matches, which single key, left out, would
        bring results. Of a query that the daemon refuses with A900 it says which key is wrong and why.

        It warns of what often goes wrong: an area without entries, a station that no entry has, start dates in the
        past, names in another letter case with `--name-matching exact`, values of keys that are never matched, files
        that are skipped.

        Everything goes to standard output; it holds patients' data.
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Argument<string?> directory = Word("DIR", "directory that holds the storage areas, --dir of the daemon");
        Argument<string?> title = Word("AETITLE", "the storage area: called AE title of the query");
        var query = new Argument<string[]>("QUERY|KEY=VALUE...")
        {
            Description = "file with the query, or keys with their values",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<NameMatching?> names = NameMatchingOption.Create();
        Option<bool> serveAll = ValueParsers.Flag("--disable-file-reject", "look at incomplete worklist files too");
        Option<bool> json = ValueParsers.Flag("--json", "print one JSON object");
        var command = new Command("explain", "say why a query finds what it finds, or nothing")
        {
            directory, title, query, names, serveAll, json,
        };
        command.Validators.Add(Validate);
        command.SetAction(result => Run(
            new QuestionedArea(
                result.GetRequiredValue(directory)!,
                result.GetRequiredValue(title)!,
                new StorageAreaOptions
                {
                    RejectIncompleteFiles = !result.GetValue(serveAll),
                    RescanInterval = TimeSpan.Zero, // it is read once
                }),
            result.GetRequiredValue(query),
            new WorklistQueryOptions { NameMatching = result.GetValue(names) ?? NameMatching.IgnoreCase },
            result.GetValue(json)));
        return new Tool(
            command,
            "`wlmscp explain` [`--name-matching` *HOW*] [`--disable-file-reject`] [`--json`] *DIR* *AETITLE* "
            + "*QUERY*|*KEY=VALUE*...",
            Prose);
    }

    private static Argument<string?> Word(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    private static void Validate(CommandResult result)
    {
        string[] words = [.. result.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)];
        if (Array.Find(words, word => word.StartsWith('-')) is { } option)
        {
            result.AddError($"explain: unknown option '{option}', expected one that wlmscp explain --help shows");
        }
        else if (words.Length < FewestWords)
        {
            result.AddError($"explain: too few words, expected {Words}");
        }
    }

    private static int Run(QuestionedArea area, string[] words, WorklistQueryOptions options, bool asJson) =>
        ToolRunner.Run("explain", () =>
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
            Explanation explanation = Explanation.Make(area, QueryWords.Read(words, today), options, today);
            if (asJson)
            {
                ExplanationJson.Write(explanation);
            }
            else
            {
                ExplanationText.Write(explanation, Console.Out);
            }

            return explanation.Matches > 0 ? ExitCode.Success : ExitCode.Negative;
        });
}
