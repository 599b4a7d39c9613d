using System.CommandLine;
using WorklistScp.Fuzz;

Coverage.Begin(); // instrumented code fails without its map
var target = new Argument<string>("target") { Description = "what to run" };
target.AcceptOnlyFromAmong([.. FuzzTarget.All.Select(each => each.Name)]);
var seconds = new Argument<double>("seconds") { Description = "how long" };
var seed = new Option<int>("--seed")
{
    Description = "begins a series of inputs (default: another one each time)",
    DefaultValueFactory = _ => Random.Shared.Next(),
};
var command = new RootCommand("Runs parsers on mutated inputs, and keeps what makes them fail in Crashes.")
{
    target, seconds, seed,
};
command.SetAction(result => FuzzCommand.Run(
    FuzzTarget.All.Single(each => each.Name == result.GetValue(target)),
    TimeSpan.FromSeconds(result.GetValue(seconds)),
    result.GetValue(seed)));
return command.Parse(args).Invoke();
