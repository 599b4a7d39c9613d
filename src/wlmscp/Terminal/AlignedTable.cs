using System.Text;
using Spectre.Console;

namespace Wlmscp.Terminal;

/// <summary>A table without lines, its columns as wide as they need to be.</summary>
internal static class AlignedTable
{
    private const int Gap = 2;

    // Characters: dates, codes and the like, which are hard to read in two pieces.
    private const int LongestWhole = 12;

    /// <summary>Prints it to standard output; nothing if it has no rows.</summary>
    /// <param name="titles">The titles of the columns.</param>
    /// <param name="rows">The rows, with a text for each column.</param>
    public static void Write(IReadOnlyList<string> titles, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (Console.IsOutputRedirected)
        {
            WritePlain(titles, rows);
            return;
        }

        var table = new Table { Border = TableBorder.None };
        for (var i = 0; i < titles.Count; i++)
        {
            table.AddColumn(new TableColumn(new Text(titles[i], new Style(decoration: Decoration.Bold)))
            {
                NoWrap = rows.All(row => row[i].Length <= LongestWhole),
                Padding = new Padding(0, 0, i < titles.Count - 1 ? Gap : 0, 0),
            });
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(text => new Text(text)));
        }

        ToolConsole.Write(table);
    }

    // Cells are filled up with blanks, the last ones of a row for nothing. A row is written when it is made.
    private static void WritePlain(IReadOnlyList<string> titles, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. titles.Select((title, i) => Math.Max(title.Length, rows.Max(row => row[i].GetCellWidth())))];
        using var output = new StreamWriter(Console.OpenStandardOutput());
        var line = new StringBuilder();
        foreach (IReadOnlyList<string> row in rows.Prepend(titles))
        {
            line.Clear();
            for (var i = 0; i < row.Count; i++)
            {
                line.Append(row[i]).Append(' ', widths[i] - row[i].GetCellWidth() + Gap);
            }

            output.Write(line.ToString().TrimEnd());
            output.Write('\n');
        }
    }
}
