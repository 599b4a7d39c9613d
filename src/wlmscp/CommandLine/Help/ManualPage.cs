using System.CommandLine;
using System.Reflection;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.CommandLine.Help;

/// <summary>The manual page, <c>wlmscp.8</c>, in the man macros of roff, see groff_man(7).</summary>
internal sealed class ManualPage(ServeOptions options, IReadOnlyList<Tool> tools)
{
    /// <summary>Writes it. It has no date: the same program writes the same page.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(@".\"" Printed by wlmscp manual.");
        output.WriteLine($".TH WLMSCP 8 \"\" \"wlmscp {Roff.Escape(Version)}\" \"System Administration\"");
        output.WriteLine(".nh"); // no hyphens and no blanks in names of options and files
        output.WriteLine(".ad l");
        output.WriteLine(".SH NAME");
        output.WriteLine($@"wlmscp \- {Roff.Escape(ManualText.Name)}");
        WriteSynopsis(output);
        WriteSection(output, "DESCRIPTION", ManualText.Description);
        WriteSection(output, "OPTIONS", ManualText.Options);
        foreach (OptionGroup group in options.Groups)
        {
            WriteGroup(output, group);
        }

        WriteSection(output, "COMMANDS", ManualText.Commands);
        foreach (Tool tool in tools)
        {
            WriteTool(output, tool);
        }

        foreach ((string title, string text) in ManualText.SectionsAfterOptions)
        {
            WriteSection(output, title, text);
        }
    }

    private static string Version =>
        typeof(ManualPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static void WriteSection(TextWriter output, string title, string text)
    {
        output.WriteLine($".SH {title}");
        RoffProse.Write(output, text);
    }

    private void WriteSynopsis(TextWriter output)
    {
        output.WriteLine(".SH SYNOPSIS");
        foreach (string usage in ManualText.Usages.Concat(tools.Select(tool => tool.Usage)))
        {
            output.WriteLine(".PP");
            output.WriteLine(RoffProse.Inline(usage));
        }
    }

    private static void WriteGroup(TextWriter output, OptionGroup group)
    {
        output.WriteLine($".SS {Roff.Escape(group.Title)}");
        foreach (OptionSection section in group.Sections)
        {
            if (section.Title is not null)
            {
                output.WriteLine(".PP");
                output.WriteLine($"{Roff.Italic(section.Title)}:");
            }

            foreach (Option option in section.Options)
            {
                WriteOption(output, option);
            }
        }
    }

    private static void WriteTool(TextWriter output, Tool tool)
    {
        output.WriteLine($".SS {RoffProse.Inline(tool.Usage)}");
        RoffProse.Write(output, $"{tool.Command.Description}\n\n{tool.Prose}");
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
