using Spectre.Console;

namespace WorklistScp.Benchmarks.Reports;

/// <summary>The table of goals.</summary>
internal static class GoalReport
{
    /// <summary>Makes it.</summary>
    public static Table Create(IEnumerable<Goal> goals)
    {
        Table table = new Table().AddColumns("what", "goal", "measured", "reached");
        foreach (Goal goal in goals)
        {
            table.AddRow(goal.What, goal.Target, goal.Measured ?? "not measured", Reached(goal));
        }

        return table;
    }

    private static string Reached(Goal goal) => (goal.Measured, goal.IsReached) switch
    {
        (null, _) => "–",
        (_, true) => "yes",
        (_, false) => "no",
        (_, null) => "–",
    };
}
