using System.Text.Json;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>docs/audit.md names what is in the code, and its recipes print what it shows.</summary>
public sealed partial class AuditDocumentTests
{
    private const int RecipesAtLeast = 8;
    private const string Indent = "    ";

    private static readonly string[] Page =
        File.ReadAllLines(Path.Join(WlmscpProgram.RepositoryRoot, "docs/audit.md"));

    private static readonly string[] Examples =
        [.. Page.Where(line => line.StartsWith(Indent + "{", StringComparison.Ordinal)).Select(line => line.Trim())];

    /// <summary>The fields that the page gives an event, whatever its outcome.</summary>
    public static IReadOnlySet<string> FieldsOf(string name)
    {
        var fields = new HashSet<string>(["time", "event", "outcome"]);
        foreach (string[] row in RowsOf("## Events").SkipWhile(row => row[0] != $"`{name}`")
            .TakeWhile(row => row[0] == $"`{name}`" || row[0].Length == 0))
        {
            fields.UnionWith(Words(row[3]));
            if (row[3].Contains("those of `asked`", StringComparison.Ordinal))
            {
                fields.UnionWith(FieldsOf("asked"));
            }
        }

        return fields;
    }

    [Fact]
    public void Fields_AreThoseOfTheCode()
    {
        string[] code =
            [.. Names(CodeProperty(), "AuditRecord.cs").Concat(["time", "event", "count"]).Distinct().Order()];

        Assert.True(code.Length > 20);
        Assert.Equal(code, RowsOf("## Fields").Select(row => row[0].Trim('`')).Order());
    }

    [Fact]
    public void EventsAndOutcomes_AreThoseOfTheCode()
    {
        string[][] rows = [.. RowsOf("## Events")];
        string[] words = [.. rows.Select(row => row[0].Trim('`')).Where(name => name.Length > 0)
            .Concat(rows.SelectMany(row => Words(row[2]))).Distinct().Order()];

        Assert.Equal(Names(CodeConstant(), "AuditRecord.cs").Distinct().Order(), words);
    }

    [Fact]
    public void Examples_AreOfEveryEvent_AndHaveItsFields()
    {
        Dictionary<string, string[]> byEvent = Examples.Select(line => JsonDocument.Parse(line).RootElement)
            .GroupBy(line => line.GetProperty("event").GetString()!)
            .ToDictionary(group => group.Key, group => group.SelectMany(
                line => line.EnumerateObject().Select(property => property.Name)).Distinct().ToArray());

        Assert.Equal(
            RowsOf("## Events").Select(row => row[0].Trim('`')).Where(name => name.Length > 0).Order(),
            byEvent.Keys.Order());
        Assert.All(byEvent, each => Assert.Subset(FieldsOf(each.Key).ToHashSet(), each.Value.ToHashSet()));
    }

    [Fact]
    public async Task Recipes_PrintWhatIsShown()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllLinesAsync(
            directory.Combine("audit.jsonl"), Examples, TestContext.Current.CancellationToken);
        var recipes = 0;
        for (var i = 0; i < Page.Length; i++)
        {
            if (!Page[i].StartsWith(Indent + "jq ", StringComparison.Ordinal))
            {
                continue;
            }

            string[] shown = [.. Page.Skip(i + 1).TakeWhile(line => line.StartsWith(Indent, StringComparison.Ordinal))
                .Select(line => line[Indent.Length..])];
            ProgramRun run = await ProgramRun.RunAsync("bash", "-c", $"cd {directory.Path} && {Page[i].Trim()}");
            Assert.Equal((Page[i], "", string.Join('\n', shown)), (Page[i], run.Error, run.Output.TrimEnd('\n')));
            recipes++;
        }

        Assert.InRange(recipes, RecipesAtLeast, int.MaxValue);
    }

    private static IEnumerable<string[]> RowsOf(string heading) => Page
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith('|')).Skip(2) // heading and rule
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static IEnumerable<string> Words(string cell) =>
        Word().Matches(cell).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Names(Regex pattern, string file) => pattern
        .Matches(File.ReadAllText(Path.Join(WlmscpProgram.RepositoryRoot, "src/wlmscp/Audit", file)))
        .Select(match => JsonNamingPolicy.CamelCase.ConvertName(match.Groups[1].Value));

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Word();

    [GeneratedRegex(@"public (?:required )?[A-Za-z<>]+\?? ([A-Za-z]+) \{ get; init; \}")]
    private static partial Regex CodeProperty();

    [GeneratedRegex("public const string [A-Za-z]+ = \"([a-z]+)\";")]
    private static partial Regex CodeConstant();
}
