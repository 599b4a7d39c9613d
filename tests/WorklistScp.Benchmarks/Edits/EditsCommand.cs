using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Reports;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Worklist.Editing;

namespace WorklistScp.Benchmarks.Edits;

/// <summary><c>edits</c>: how many entries a second are put into an area that is served, one after the other.</summary>
internal static class EditsCommand
{
    // Waiting for the disk takes milliseconds each time.
    private const int FlushedShare = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var entries = new Option<int>("--entries")
        {
            Description = "worklist files in the storage area",
            DefaultValueFactory = _ => 100_000,
        };
        var edits = new Option<int>("--edits") { Description = "entries put into it", DefaultValueFactory = _ => 10_000 };
        entries.AtLeast(0);
        edits.AtLeast(1);
        var command = new Command("edits", "entries put into an area, one after the other") { entries, edits };
        command.SetAction(
            (result, cancellationToken) => RunAsync(result.GetValue(entries), result.GetValue(edits), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int entries, int edits, CancellationToken cancellationToken)
    {
        using var area = new GeneratedArea(entries);
        using var areas = new StorageAreas(
            area.Root, new StorageAreaOptions(), NullLogger.Instance, TimeProvider.System);
        StorageArea served = await areas.FindAsync(GeneratedArea.Name, cancellationToken)
            ?? throw new BenchmarkException("the area that was made is not there");
        await served.ReadAsync(cancellationToken);
        Table table = new Table().AddColumns("puts", "count", "a second", "p50 ms", "p99 ms", "CPU us");
        int next = entries;
        foreach (bool isFlushed in (bool[])[false, true])
        {
            using var editor = new WorklistEditor(served) { IsFlushed = isFlushed };
            int puts = isFlushed ? Math.Max(1, edits / FlushedShare) : edits;
            await PutAsync(editor, next++, cancellationToken); // finds out the keys of all
            foreach (string what in (string[])["new", "changed", "unchanged"])
            {
                // The second time with other content, the third with the same again.
                int comment = what == "new" ? 0 : 1;
                string label = isFlushed ? $"{what}, on the disk" : what;
                await MeasureAsync(
                    table, label, puts, i => PutAsync(editor, next + i, cancellationToken, comment));
            }

            next += puts;
        }

        int count = (await served.ReadAsync(cancellationToken)).Worklist.Count;
        if (count != next)
        {
            throw new BenchmarkException($"{count} entries are served, expected {next}");
        }

        StandardOutput.Write($"{Number.Text(entries)} entries, one put after the other", table);
    }

    private static async Task MeasureAsync(Table table, string what, int count, Func<int, Task> put)
    {
        var times = new List<TimeSpan>(count);
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var all = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await put(i);
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        double rate = count / all.Elapsed.TotalSeconds;
        TimeSpan cost = (Environment.CpuUsage.TotalTime - processor) / count;
        var distribution = new Distribution(times);
        table.AddRow(
            what, Number.Text(count), Number.Text(rate), Number.Text(distribution.P50),
            Number.Text(distribution.Percentile(99)), Number.Text(cost.TotalMicroseconds));
    }

    private static async Task PutAsync(
        WorklistEditor editor, int number, CancellationToken cancellationToken, int commentLength = 0)
    {
        var put = new WorklistEdit.Put(GeneratedEntry.Create(number, commentLength: commentLength));
        EditOutcome outcome = (await editor.ApplyAsync([put], cancellationToken: cancellationToken))[0][0];
        if (outcome.IsObstacle)
        {
            throw new BenchmarkException($"not put: {outcome}");
        }
    }
}
