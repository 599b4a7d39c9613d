using System.CommandLine;
using Wlmscp.CommandLine.Options;

namespace Wlmscp.CommandLine.Help;

/// <summary>The manual page, <c>wlmscp.8</c>, in the man macros of roff.</summary>
internal sealed class ManualPage(ServeOptions options)
{
    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(".TH WLMSCP 8");
        output.WriteLine(".SH OPTIONS");
        foreach (OptionGroup group in options.Groups)
        {
            output.WriteLine($".SS {group.Title}");
            foreach (Option option in group.Sections.SelectMany(section => section.Options))
            {
                output.WriteLine(".TP");
                output.WriteLine(option.Name);
                output.WriteLine(option.Description);
            }
        }
    }
}
