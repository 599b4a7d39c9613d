using System.CommandLine;
using System.CommandLine.Help;

namespace Wlmscp.CommandLine.Help;

/// <summary>What a command answers to <c>--help</c>.</summary>
internal static class ToolHelp
{
    /// <summary>The exit codes, which all commands share.</summary>
    public const string ExitCodes =
        "0 done, 1 nothing matched or problems were found, 2 wrong command line, 3 failed, 4 conflict with another entry, "
        + "5 data refused";

    /// <summary>Gives a command its <c>--help</c>.</summary>
    public static void AddTo(Tool tool) => tool.Command.Options.Add(new HelpOption("--help", "-h")
    {
        Description = "print this text",
        Action = new PrintAction(output => Write(tool, output)),
    });

    private static void Write(Tool tool, TextWriter output)
    {
        output.WriteLine($"wlmscp {tool.Command.Name}: {tool.Command.Description}");
        output.WriteLine($"usage: {Plain(tool.Usage)}");
        output.WriteLine();
        foreach (Argument argument in tool.Command.Arguments)
        {
            HelpRow.Write(output, $"  {argument.Name}", argument.Description!);
        }

        foreach (Option option in tool.Command.Options)
        {
            string value = option.HelpName is null ? "" : $" {option.HelpName}";
            HelpRow.Write(output, $"  {string.Join(", ", OptionNames.Long(option))}{value}", option.Description!);
        }

        output.WriteLine();
        output.WriteLine(Plain(tool.Prose));
        output.WriteLine();
        output.WriteLine($"exit code: {ExitCodes}");
    }

    private static string Plain(string prose) => prose.Replace("`", "", StringComparison.Ordinal)
        .Replace("*", "", StringComparison.Ordinal);
}
