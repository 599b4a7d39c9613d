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
        foreach (Tool tool in tools.Value)
        {
            HelpRow.Write(output, $"  {tool.Command.Name} ...", $"{tool.Command.Description}; see --help there");
        }

        foreach ((string usage, string description) in printers)
        {
            HelpRow.Write(output, $"  {usage}", description);
        }

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
