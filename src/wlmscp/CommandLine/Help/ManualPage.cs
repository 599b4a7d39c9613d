using System.CommandLine;
using System.Reflection;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.CommandLine.Help;

/// <summary>The manual page, <c>wlmscp.8</c>, in the man macros of roff, see groff_man(7).</summary>
internal sealed class ManualPage(ServeOptions options, IReadOnlyList<Tool> tools)
{
    private const string Section = "8";

    /// <summary>Writes it. It has no date: the same program writes the same page.</summary>
    public void Write(TextWriter output)
    {
        WriteHeader(output, "wlmscp", ManualText.Name);
        Tool[] leaves = [.. tools.SelectMany(tool => tool.Leaves)];
        WriteSynopsis(output, ManualText.Usages.Concat(leaves.Select(tool => tool.Usage)));
        WriteSection(output, "DESCRIPTION", ManualText.Description);
        WriteSection(output, "OPTIONS", ManualText.Options);
        foreach (OptionGroup group in options.Groups)
        {
            WriteGroup(output, group);
        }

        WriteSection(output, "COMMANDS", ManualText.Commands);
        WriteCommands(output, leaves);
        foreach ((string title, string text) in ManualText.SectionsAfterOptions)
        {
            WriteSection(output, title, text);
        }

        WriteSeeAlso(output, [.. tools.Select(PageOf), .. ManualText.SeeAlso]);
    }

    /// <summary>Writes the page of one command, such as <c>wlmscp-add.8</c>.</summary>
    public void Write(TextWriter output, Tool tool)
    {
        WriteHeader(output, $"wlmscp-{tool.Command.Name}", tool.Command.Description!);
        WriteSynopsis(output, tool.Leaves.Select(leaf => leaf.Usage));
        WriteSection(output, "DESCRIPTION", tool.Prose);
        if (tool.Leaves.Contains(tool))
        {
            output.WriteLine(".SH OPTIONS");
            WriteOptions(output, tool);
        }

        if (tool.Parts.Count > 0)
        {
            output.WriteLine(".SH COMMANDS");
            WriteCommands(output, tool.Parts);
        }

        WriteSection(
            output, "EXIT STATUS",
            string.Join("\n\n", ExitCodes.All.Select(each => $"{each.Code}::\n{each.Meaning}")));
        WriteSeeAlso(output, ["`wlmscp`(8)", .. tools.Where(other => other != tool).Select(PageOf)]);
    }

    private static string Version =>
        typeof(ManualPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void WriteSection(TextWriter output, string title, string text)
    {
        output.WriteLine($".SH {title}");
        RoffProse.Write(output, text);
    }

    private static string PageOf(Tool tool) => $"`wlmscp-{tool.Command.Name}`({Section})";

    private static void WriteHeader(TextWriter output, string name, string purpose)
    {
        output.WriteLine(@".\"" Printed by wlmscp manual.");
        output.WriteLine(
            $".TH {name.ToUpperInvariant()} {Section} \"\" \"wlmscp {Roff.Escape(Version)}\" \"System Administration\"");
        output.WriteLine(".nh"); // no hyphens and no blanks in names of options and files
        output.WriteLine(".ad l");
        output.WriteLine(".SH NAME");
        output.WriteLine($@"{name} \- {Roff.Escape(purpose)}");
    }

    private static void WriteSeeAlso(TextWriter output, IEnumerable<string> pages) =>
        WriteSection(output, "SEE ALSO", string.Join(",\n", pages));

    private static void WriteSynopsis(TextWriter output, IEnumerable<string> usages)
    {
        output.WriteLine(".SH SYNOPSIS");
        RoffProse.Write(output, string.Join("\n\n", usages));
    }

    private static void WriteGroup(TextWriter output, OptionGroup group)
    {
        output.WriteLine($".SS {Roff.Escape(group.Title)}");
        foreach ((int index, OptionSection section) in group.Sections.Index())
        {
            if (section.Title is not null)
            {
                if (index > 0)
                {
                    output.WriteLine(".PP");
                }

                output.WriteLine($"{Roff.Italic(section.Title)}:");
            }

            foreach (Option option in section.Options)
            {
                WriteOption(output, option);
            }
        }
    }

    private static void WriteCommands(TextWriter output, IEnumerable<Tool> commands)
    {
        foreach (Tool tool in commands)
        {
            output.WriteLine($".SS {RoffProse.Inline(tool.Usage)}");
            RoffProse.Write(output, $"{tool.Command.Description}\n\n{tool.Prose}");
            WriteOptions(output, tool);
        }
    }

    private static void WriteOptions(TextWriter output, Tool tool)
    {
        foreach (Option option in tool.Command.Options)
        {
            WriteOption(output, option);
        }
    }

    private static void WriteOption(TextWriter output, Option option)
    {
        IEnumerable<string> names = OptionNames.Short(option).Concat(OptionNames.Long(option)).Select(Roff.Bold);
        output.WriteLine(".TP");
        output.WriteLine(
            string.Join(", ", names) + (option.HelpName is null ? "" : $" {Roff.Italic(option.HelpName)}"));
        output.WriteLine(Roff.Line(Roff.Escape(option.Description!)));
    }
}
