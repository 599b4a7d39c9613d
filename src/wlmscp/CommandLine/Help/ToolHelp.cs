using System.CommandLine;
using System.CommandLine.Help;

namespace Wlmscp.CommandLine.Help;

/// <summary>What a command answers to <c>--help</c>.</summary>
internal static class ToolHelp
{
    /// <summary>Gives a command its <c>--help</c>.</summary>
    public static void AddTo(Tool tool) => tool.Command.Options.Add(new HelpOption("--help", "-h")
    {
        Description = "print this text",
        Action = new PrintAction(output => Write(tool, output)),
    });

    private static void Write(Tool tool, TextWriter output)
    {
        var layout = new HelpLayout(output);
        layout.Line($"wlmscp {CommandName.Of(tool.Command)}: {tool.Command.Description}");
        layout.Line($"usage: {HelpLayout.Plain(tool.Usage)}", indent: "usage: ".Length);
        layout.Blank();
        foreach (Tool part in tool.Parts)
        {
            layout.Row($"  {part.Command.Name} ...", part.Command.Description!);
        }

        foreach (Argument argument in tool.Command.Arguments)
        {
            layout.Row($"  {argument.Name}", argument.Description!);
        }

        foreach (Option option in tool.Command.Options)
        {
            string value = option.HelpName is null ? "" : $" {option.HelpName}";
            layout.Row($"  {string.Join(", ", OptionNames.Long(option))}{value}", option.Description!);
        }

        layout.Blank();
        layout.Prose(tool.Prose);
        layout.Line($"exit code: {ExitCodes.Sentence}");
    }
}
