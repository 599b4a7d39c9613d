using Spectre.Console;
using Wlmscp.Commands.Questioning;
using Wlmscp.Terminal;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Commands.Replaying;

/// <summary>Prints for people how recorded queries are answered from now, to standard output.</summary>
/// <param name="isSummary">Whether without a block for each query.</param>
/// <param name="hasValues">Whether with values of attributes, which are patients' data.</param>
internal sealed class ReplayText(bool isSummary, bool hasValues) : IReplayOutput
{
    /// <inheritdoc/>
    public void Write(QueryDifference difference)
    {
        if (isSummary)
        {
            return;
        }

        RecordedQuery recorded = difference.Recorded;
        int others = recorded.Files.Count - 1;
        ToolConsole.WriteLine(
            PrintableText.Of($"{recorded.Files[0]}: {recorded.Device.CallingAETitle} asks {recorded.Device.CalledAETitle}"),
            Color.Yellow, others == 0 ? "" : $", as in {others} more");
        WriteLine("profile", NameOf(difference.Before.Query.Profile), NameOf(difference.After.Query.Profile));
        WriteRefusal(difference.Before.Refusal, difference.After.Refusal);
        WriteLine("entries", $"{difference.Before.Found.Count}", $"{difference.After.Found.Count}");
        WriteFiles("more", difference.More);
        WriteFiles("less", difference.Less);
        if (difference.ChangesStatus)
        {
            WriteLine("status", StatusOf(difference.Before), StatusOf(difference.After));
        }

        if (difference.IsReordered)
        {
            WriteLine("order", OrderOf(difference.Before), OrderOf(difference.After));
        }

        WriteAnswers(difference.Changed);
    }

    /// <inheritdoc/>
    public void End(ReplayTotals totals, IEnumerable<string> suppositions)
    {
        foreach (string supposition in suppositions)
        {
            Console.WriteLine(PrintableText.Of(supposition));
        }

        string requests = totals.Requests == 1 ? "1 request is" : $"{totals.Requests} requests are";
        string empty = totals.Empty == 0 ? "" : $", {totals.Empty} find nothing before and after";
        string refused = totals.Refused == 0 ? "" : $", {totals.Refused} refused before and after";
        Console.WriteLine($"{totals.Different} of {requests} answered otherwise{empty}{refused}");
    }

    private static string NameOf(DeviceProfile? profile) => profile?.ToString() ?? "none";

    private static string StatusOf(ReplayedQuery query) => query.Query.Warns ? "FF01" : "FF00";

    private static string OrderOf(ReplayedQuery query) => query.Query.Profile?.Order?.ToString() ?? "time";

    private static void WriteLine(string what, string before, string after)
    {
        if (before != after)
        {
            Console.WriteLine(PrintableText.Of($"  {what}: {before} becomes {after}"));
        }
    }

    private static void WriteRefusal(string? before, string? after)
    {
        if (before is not null && before == after)
        {
            Console.WriteLine(PrintableText.Of($"  refused before and after: {before}"));
        }
        else
        {
            WriteLine("refused", before ?? "no", after ?? "no");
        }
    }

    private static void WriteFiles(string what, IReadOnlyList<string> files)
    {
        if (files.Count > 0)
        {
            Console.WriteLine(PrintableText.Of($"  {what}: {LineText.Some(files)}"));
        }
    }

    private void WriteAnswers(IReadOnlyList<AnswerDifference> answers)
    {
        if (hasValues)
        {
            foreach (AnswerDifference answer in answers)
            {
                foreach (AttributeChange change in answer.Attributes)
                {
                    Console.WriteLine($"  {PrintableText.Of(answer.File)}: {change}");
                }
            }

            return;
        }

        // Most answers differ in the same attributes.
        foreach (IGrouping<string, AnswerDifference> alike in answers.GroupBy(
            answer => string.Join(", ", answer.Attributes.Select(change => change.Attribute))))
        {
            WriteFiles($"other {alike.Key}", [.. alike.Select(answer => answer.File)]);
        }
    }
}
