using System.Text;

namespace Wlmscp.CommandLine.Help;

/// <summary>A row of the help: a name, and what it means beside it.</summary>
internal static class HelpRow
{
    private const int Width = 100;
    private const int DescriptionColumn = 40;

    /// <summary>Writes it; the description begins below a name that is long.</summary>
    public static void Write(TextWriter output, string name, string description)
    {
        var line = new StringBuilder(name);
        if (name.Length >= DescriptionColumn - 1)
        {
            output.WriteLine(line);
            line.Clear();
        }

        line.Append(' ', DescriptionColumn - line.Length);
        foreach (string piece in Pieces(description))
        {
            if (line.Length + 1 + piece.Length > Width)
            {
                output.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(' ', DescriptionColumn);
            }

            line.Append(line.Length > DescriptionColumn ? " " : "").Append(piece);
        }

        output.WriteLine(line.ToString().TrimEnd());
    }

    // Words; those in parentheses, mostly a default, stay together.
    private static IEnumerable<string> Pieces(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            int end = text.IndexOf(' ', text[start] == '(' ? Math.Max(start, text.IndexOf(')', start)) : start);
            end = end < 0 ? text.Length : end;
            yield return text[start..end];
            start = end + 1;
        }
    }
}
