using System.CommandLine;
using Wlmscp.CommandLine.Options;
using Wlmscp.CommandLine.Tools;

namespace Wlmscp.CommandLine.Help;

/// <summary>The answer to <c>--help</c>, set as the users of DCMTK know it.</summary>
internal sealed class HelpText(ServeOptions options, IReadOnlyList<Tool> tools)
{
    /// <summary>What the program is for.</summary>
    public const string Purpose =
        "DICOM Modality Worklist SCP: answers queries of modalities out of directories of .wl files";

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"wlmscp: {Purpose}");
        output.WriteLine("usage: wlmscp [options] [port]");
        output.WriteLine();
        output.WriteLine("parameters:");
        HelpRow.Write(output, "  port", options.Port.Description!);
        output.WriteLine();
        output.WriteLine("instead of options and port:");
        foreach (Tool tool in tools)
        {
            HelpRow.Write(output, $"  {tool.Command.Name} ...", $"{tool.Command.Description}; see --help there");
        }

        HelpRow.Write(output, "  completion bash", CompletionCommand.Description);
        HelpRow.Write(output, "  manual", ManualCommand.Description);
        output.WriteLine();
        foreach (OptionGroup group in options.Groups)
        {
            WriteGroup(output, group);
        }

        output.WriteLine("Of options that exclude each other the last one counts. @FILE stands for the words in FILE.");
    }

    private static void WriteGroup(TextWriter output, OptionGroup group)
    {
        output.WriteLine($"{group.Title}:");
        foreach (OptionSection section in group.Sections)
        {
            if (section.Title is not null)
            {
                output.WriteLine($"  {section.Title}:");
            }

            string indent = section.Title is null ? "  " : "    ";
            foreach (Option option in section.Options)
            {
                string names = string.Join(", ", OptionNames.Long(option));
                string argument = option.HelpName is null ? "" : $" {option.HelpName}";
                HelpRow.Write(
                    output, $"{indent}{string.Join(' ', OptionNames.Short(option)),-4}  {names}{argument}",
                    option.Description!);
            }
        }
    }
}
