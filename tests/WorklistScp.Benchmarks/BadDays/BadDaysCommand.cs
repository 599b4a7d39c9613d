using System.CommandLine;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary><c>bad-days</c>: what somebody waits for somebody else, or for what was long ago.</summary>
internal static class BadDaysCommand
{
    private const int UsualLargest = 100_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var only = new Option<string[]>("--only") { Description = "some of them; may be given more than once" };
        Option<int> largest = Number("--largest", "most entries of an area; 1000000 for all rows", UsualLargest);
        Option<int> repeats = Number("--repeats", "queries after a silence, and the like", 7);
        Option<int> load = Number("--load-seconds", "how long peers that do harm go on", 20);
        Option<int> idle = Number("--idle-seconds", "how long an idle server is watched", 60);
        var gluster = new Option<DirectoryInfo?>("--gluster")
        {
            Description = "a directory on a replicated GlusterFS mount",
        };
        only.AcceptOnlyFromAmong([.. BadDay.All.Select(day => day.Name)]);
        var command = new Command("bad-days", "who waits for whom when all is not as usual")
        {
            only, largest, repeats, load, idle, gluster,
        };
        command.SetAction(result =>
        {
            string[] names = result.GetValue(only) ?? [];
            Run(
                BadDay.All.Where(day => names.Length == 0 || names.Contains(day.Name)),
                new BadDaysSettings(
                    result.GetValue(largest), result.GetValue(repeats), TimeSpan.FromSeconds(result.GetValue(load)),
                    TimeSpan.FromSeconds(result.GetValue(idle)), result.GetValue(gluster)?.FullName));
        });
        return command;
    }

    private static void Run(IEnumerable<BadDay> days, BadDaysSettings settings)
    {
        using var areas = new Areas();
        Goal[] goals = [.. days.SelectMany(day => Measure(day, settings, areas))];
        StandardOutput.Write("Bad days", GoalReport.Create(goals));
    }

    // One that cannot be measured keeps no other from being so.
    private static List<Goal> Measure(BadDay day, BadDaysSettings settings, Areas areas)
    {
        var goals = new List<Goal>();
        try
        {
            foreach (Goal goal in day.Measure(settings, areas))
            {
                Console.Error.WriteLine($"{goal.What}: {goal.Measured} ({goal.Target})");
                goals.Add(goal);
            }
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine($"{day.Name}: {e.Message}");
            goals.Add(new Goal(day.Name, "an answer", e.Message.ReplaceLineEndings(" "), false));
        }

        return goals;
    }

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AtLeast(1);
        return option;
    }
}
