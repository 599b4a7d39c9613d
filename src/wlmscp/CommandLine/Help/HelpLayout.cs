using System.Text;

namespace Wlmscp.CommandLine.Help;

/// <summary>Sets help in lines that are as long as the terminal is wide, within bounds; 80 characters elsewhere.</summary>
internal sealed class HelpLayout(TextWriter output)
{
    private const int Least = 40;
    private const int Usual = 80;
    private const int Most = 100;
    private const int Indent = 4;

    private readonly int _width = Console.IsOutputRedirected || Console.WindowWidth <= 0
        ? Usual
        : Math.Clamp(Console.WindowWidth, Least, Most);

    // Descriptions begin there: what stands before them takes two fifths of the line.
    private int DescriptionColumn => _width * 2 / 5;

    /// <summary>Writes an empty line.</summary>
    public void Blank() => output.WriteLine();

    /// <summary>Writes text; lines after the first are indented.</summary>
    public void Line(string text, int indent = 0)
    {
        var line = new StringBuilder();
        Append(line, Pieces(text, indent), indent);
        output.WriteLine(line);
    }

    /// <summary>Writes a name and what it means beside it, or below where the name is long.</summary>
    public void Row(string name, string description)
    {
        var line = new StringBuilder();
        int indent = name.Length - name.TrimStart().Length;
        line.Append(' ', indent);
        Append(line, Pieces(name.TrimStart(), indent), indent + Indent);
        if (line.Length >= DescriptionColumn - 1 || line.ToString().Contains('\n', StringComparison.Ordinal))
        {
            output.WriteLine(line);
            line.Clear();
        }

        line.Append(' ', DescriptionColumn - line.Length);
        Append(line, Pieces(description, DescriptionColumn), DescriptionColumn);
        output.WriteLine(line);
    }

    /// <summary>Writes prose in the markup of <see cref="RoffProse"/>: paragraphs anew, examples line by line.</summary>
    public void Prose(string prose)
    {
        foreach (string block in prose.Split("\n\n"))
        {
            string[] lines = block.Trim('\n').Split('\n');
            if (Array.TrueForAll(lines, RoffProse.IsExample))
            {
                Array.ForEach(lines, Example);
            }
            else
            {
                Line(Plain(string.Join(' ', lines)));
            }

            Blank();
        }
    }

    /// <summary>Text without the markup of <see cref="RoffProse"/>.</summary>
    public static string Plain(string prose) => prose.Replace("`", "", StringComparison.Ordinal)
        .Replace("*", "", StringComparison.Ordinal);

    // What is too long goes on in a further line, of a command as the shell takes it.
    private void Example(string text)
    {
        int indent = text.Length - text.TrimStart().Length;
        string end = text.TrimStart().StartsWith("wlmscp", StringComparison.Ordinal) ? @" \" : "";
        var line = new StringBuilder().Append(' ', indent);
        Append(line, text.TrimStart().Split(' '), indent + Indent, end);
        output.WriteLine(line);
    }

    // The line may have a beginning already. What is broken ends in something.
    private void Append(StringBuilder lines, IEnumerable<string> pieces, int indent, string end = "")
    {
        int length = lines.Length;
        var isFirst = true;
        foreach (string piece in pieces)
        {
            if (!isFirst && length + 1 + piece.Length + end.Length > _width)
            {
                lines.Append(end).Append('\n').Append(' ', indent);
                length = indent;
                isFirst = true;
            }

            lines.Append(isFirst ? "" : " ").Append(piece);
            length += piece.Length + (isFirst ? 0 : 1);
            isFirst = false;
        }
    }

    // Words; those in parentheses or brackets, a default or what may be left out, stay together if they can.
    private IEnumerable<string> Pieces(string text, int indent)
    {
        int most = _width - indent;
        for (var start = 0; start < text.Length;)
        {
            int end = EndOfWords(text, start);
            end = end - start > most ? text.IndexOf(' ', start) : end;
            end = end < 0 ? text.Length : end;
            yield return text[start..end];
            start = end + 1;
        }
    }

    // The first blank that no bracket holds.
    private static int EndOfWords(string text, int start)
    {
        var depth = 0;
        for (int i = start; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' ? 1 : text[i] is ')' or ']' ? -1 : 0;
            if (text[i] == ' ' && depth <= 0)
            {
                return i;
            }
        }

        return text.Length;
    }
}
