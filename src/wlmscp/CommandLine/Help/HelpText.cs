using System.CommandLine;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.CommandLine.Help;

/// <summary>The answer to <c>--help</c>, set as the users of DCMTK know it.</summary>
/// <param name="options">The options of the daemon.</param>
/// <param name="tools">The commands beside it.</param>
/// <param name="printers">Commands that print something, by how they are called, with what they do.</param>
internal sealed class HelpText(
    ServeOptions options, Lazy<IReadOnlyList<Tool>> tools, IReadOnlyList<KeyValuePair<string, string>> printers)
{
    /// <summary>What the program is for.</summary>
    public const string Purpose =
        "DICOM Modality Worklist SCP: answers queries of modalities out of directories of .wl files";

    /// <summary>What <c>help COMMAND</c> does.</summary>
    public const string Help = "show what a command takes, as COMMAND --help does";

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        var layout = new HelpLayout(output);
        layout.Line($"wlmscp: {Purpose}");
        layout.Line("usage: wlmscp [options] [port]");
        layout.Blank();
        layout.Line("parameters:");
        layout.Row("  port", options.Port.Description!);
        layout.Blank();
        layout.Line("instead of options and port:");
        foreach (Tool tool in tools.Value)
        {
            layout.Row($"  {tool.Command.Name} ...", tool.Command.Description!);
        }

        layout.Row("  help COMMAND", Help);
        foreach ((string usage, string description) in printers)
        {
            layout.Row($"  {usage}", description);
        }

        layout.Blank();
        foreach (OptionGroup group in options.Groups)
        {
            WriteGroup(layout, group);
            layout.Blank();
        }

        layout.Line("Of options that exclude each other the last one counts. @FILE stands for the words in FILE.");
        layout.Line($"exit code of a command: {ExitCodes.Sentence}. The daemon's is 1 if it could not start or go on.");
    }

    private static void WriteGroup(HelpLayout layout, OptionGroup group)
    {
        layout.Line($"{group.Title}:");
        foreach (OptionSection section in group.Sections)
        {
            if (section.Title is not null)
            {
                layout.Line($"  {section.Title}:");
            }

            string indent = section.Title is null ? "  " : "    ";
            foreach (Option option in section.Options)
            {
                string names = string.Join(", ", OptionNames.Long(option));
                string argument = option.HelpName is null ? "" : $" {option.HelpName}";
                layout.Row(
                    $"{indent}{string.Join(' ', OptionNames.Short(option)),-4}  {names}{argument}",
                    option.Description!);
            }
        }
    }
}
