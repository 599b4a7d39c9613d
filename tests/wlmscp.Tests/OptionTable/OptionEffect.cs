namespace Wlmscp.Tests.OptionTable;

/// <summary>A row of the table of options: what an option does, seen from outside.</summary>
/// <param name="Forms">The ways to write it, long and short.</param>
/// <param name="Check">Starts the program with one of the forms and fails unless it has its effect.</param>
internal sealed record OptionEffect(string[] Forms, Func<OptionScene, string, Task> Check);
