using System.CommandLine;
using System.Text;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.CommandLine.Help;

/// <summary>The answer to <c>--help</c>, set as the users of DCMTK know it.</summary>
internal sealed class HelpText(ServeOptions options)
{
    /// <summary>What the program is for.</summary>
    public const string Purpose =
        "DICOM Modality Worklist SCP: answers queries of modalities out of directories of .wl files";

    private const int Width = 100;
    private const int DescriptionColumn = 40;

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"wlmscp: {Purpose}");
        output.WriteLine("usage: wlmscp [options] [port]");
        output.WriteLine("       wlmscp completion bash | manual");
        output.WriteLine();
        output.WriteLine("parameters:");
        WriteRow(output, "  port", options.Port.Description!);
        output.WriteLine();
        foreach (OptionGroup group in options.Groups)
        {
            WriteGroup(output, group);
        }

        output.WriteLine("Of options that exclude each other the last one counts. @FILE stands for the words of FILE.");
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
                WriteRow(
                    output, $"{indent}{string.Join(' ', OptionNames.Short(option)),-4}  {names}{argument}",
                    option.Description!);
            }
        }
    }

    // The description stands beside the name, or below it where the name is long.
    private static void WriteRow(TextWriter output, string name, string description)
    {
        var line = new StringBuilder(name);
        if (name.Length >= DescriptionColumn - 1)
        {
            output.WriteLine(line);
            line.Clear();
        }

        line.Append(' ', DescriptionColumn - line.Length);
        foreach (string word in description.Split(' '))
        {
            if (line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(' ', DescriptionColumn);
            }

            line.Append(line.Length > DescriptionColumn ? " " : "").Append(word);
        }

        output.WriteLine(line.ToString().TrimEnd());
    }
}
