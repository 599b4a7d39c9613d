using System.Text;

namespace Wlmscp.CommandLine.Help;

/// <summary>
/// Turns prose with a little markup into roff. Empty lines separate blocks: <c>== Title</c>, a paragraph, an example
/// (all lines indented by four blanks), an item of a list (a line that begins with <c>-</c>), or a term (a line that
/// ends in <c>::</c>) with its description below.
/// Within text, <c>`bold`</c> is to be typed as it stands, and <c>*italic*</c> stands for something else.
/// </summary>
internal static class RoffProse
{
    private const string Indent = "    ";

    /// <summary>Writes blocks, of which the first stands below a heading.</summary>
    public static void Write(TextWriter output, string prose)
    {
        var isBelowHeading = true;
        foreach (string block in prose.Split("\n\n"))
        {
            string[] lines = block.Trim('\n').Split('\n');
            WriteBlock(output, lines, isBelowHeading);
            isBelowHeading = IsHeading(lines);
        }
    }

    /// <summary>Whether a line is one of an example.</summary>
    public static bool IsExample(string line) => line.StartsWith(Indent, StringComparison.Ordinal);

    /// <summary>Turns the markup of one line into roff.</summary>
    public static string Inline(string text)
    {
        var line = new StringBuilder();
        var start = 0;
        while (text.AsSpan(start).IndexOfAny('`', '*') is >= 0 and var offset)
        {
            int open = start + offset;
            int close = text.IndexOf(text[open], open + 1);
            string inner = text[(open + 1)..close];
            line.Append(Roff.Escape(text[start..open]));
            line.Append(text[open] == '`' ? Roff.Bold(inner) : Roff.Italic(inner));
            start = close + 1;
        }

        return line.Append(Roff.Escape(text[start..])).ToString();
    }

    private static bool IsHeading(string[] lines) => lines[0].StartsWith("== ", StringComparison.Ordinal);

    private static void WriteBlock(TextWriter output, string[] lines, bool isBelowHeading)
    {
        if (IsHeading(lines))
        {
            output.WriteLine($".SS {Roff.Escape(lines[0][3..])}");
        }
        else if (lines[0].EndsWith("::", StringComparison.Ordinal))
        {
            output.WriteLine(".TP");
            WriteLines(output, [lines[0][..^2], .. lines[1..]]);
        }
        else if (lines[0].StartsWith("- ", StringComparison.Ordinal))
        {
            output.WriteLine(@".IP \(bu 2");
            WriteLines(output, [lines[0][2..], .. lines[1..]]);
        }
        else if (Array.TrueForAll(lines, IsExample))
        {
            WriteExample(output, lines);
        }
        else
        {
            if (!isBelowHeading)
            {
                output.WriteLine(".PP");
            }

            WriteLines(output, lines);
        }
    }

    private static void WriteExample(TextWriter output, string[] lines)
    {
        output.WriteLine(".PP");
        output.WriteLine(".RS 4");
        output.WriteLine(".nf");
        foreach (string line in lines)
        {
            output.WriteLine(Roff.Line(Roff.Escape(line[Indent.Length..])));
        }

        output.WriteLine(".fi");
        output.WriteLine(".RE");
    }

    private static void WriteLines(TextWriter output, string[] lines)
    {
        foreach (string line in lines)
        {
            output.WriteLine(Roff.Line(Inline(line)));
        }
    }
}
