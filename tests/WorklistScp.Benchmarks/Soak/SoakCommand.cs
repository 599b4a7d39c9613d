using System.CommandLine;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.Soak;

/// <summary><c>soak</c>: whether each answer of a server under a mixed load is right, for as long as wished.</summary>
internal static class SoakCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var seconds = new Argument<int>("seconds") { Description = "how long it takes" };
        Option<int> associations = Number("--associations", "associations that ask all the time", 8);
        Option<int> entries = Number("--entries", "worklist files, about", 1000);
        Option<int> writers = Number("--writers", "writers that take turns by the lock", 2);
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("seconds: expected a number from 1");
            }
        });
        var command = new Command("soak", "checks each answer while files change and associations come and go")
        {
            seconds, associations, entries, writers,
        };
        command.SetAction(result => Run(new SoakSettings(
            TimeSpan.FromSeconds(result.GetValue(seconds)),
            result.GetValue(associations),
            result.GetValue(entries),
            result.GetValue(writers))));
        return command;
    }

    private static int Run(SoakSettings settings)
    {
        SoakResult result = SoakRun.Run(settings);
        StandardOutput.Write("Soak", SoakReport.Table(settings, result));
        return result.IsFlawless ? 0 : 1;
    }

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.AtLeast(1);
        return option;
    }
}
