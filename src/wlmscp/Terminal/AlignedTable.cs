using System.Text;
using Spectre.Console;

namespace Wlmscp.Terminal;

/// <summary>
/// A table without lines, its columns as wide as they need to be. On a terminal that is too narrow for that, cells go on
/// below between two words; where even that does not fit, columns are left out.
/// </summary>
internal static class AlignedTable
{
    private const int Gap = 2;

    // Characters: dates, codes and the like, which are hard to read in two pieces.
    private const int LongestWhole = 12;

    /// <summary>Prints it to standard output; nothing if it has no rows.</summary>
    /// <param name="titles">The titles of the columns.</param>
    /// <param name="rows">The rows, with a text for each column.</param>
    /// <param name="leftOut">The titles of those that a narrow terminal does without, the first one first.</param>
    public static void Write(
        IReadOnlyList<string> titles, IReadOnlyList<string[]> rows, IReadOnlyList<string> leftOut)
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

        IAnsiConsole console = ToolConsole.Create(Console.Out);
        Column[] columns = Fit([.. titles.Select((title, i) => Measure(title, i, rows))], leftOut, console.Profile.Width);
        var table = new Table { Border = TableBorder.None };
        foreach (Column column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                Width = column.Width,
                Padding = new Padding(0, 0, column == columns[^1] ? 0 : Gap, 0),
            });
        }

        foreach (string[] row in rows)
        {
            table.AddRow(columns.Select(column => new Text(row[column.Index])));
        }

        // One column may be left that is too wide; the terminal breaks its lines.
        console.Profile.Width = Math.Max(console.Profile.Width, WidthOf(columns));
        console.Write(table);
    }

    private static Column Measure(string title, int index, IReadOnlyList<string[]> rows)
    {
        int most = rows.Max(row => row[index].GetCellWidth());
        int least = most <= LongestWhole ? most : rows.Max(row => LongestWord(row[index]));
        return new Column(title, index, Math.Max(title.Length, least), Math.Max(title.Length, most));
    }

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.GetCellWidth());

    private static Column[] Fit(Column[] columns, IReadOnlyList<string> leftOut, int width)
    {
        List<Column> fitting = [.. columns];
        foreach (string title in leftOut.TakeWhile(_ => WidthOf(fitting) > width))
        {
            fitting.RemoveAll(column => column.Title == title);
        }

        // Who needs little more gets it before those that need much.
        int spare = Math.Max(0, width - WidthOf(fitting));
        foreach (Column column in fitting.OrderBy(column => column.Most - column.Width).ToArray())
        {
            int more = Math.Min(spare, column.Most - column.Width);
            fitting[fitting.IndexOf(column)] = column with { Width = column.Width + more };
            spare -= more;
        }

        return [.. fitting];
    }

    private static int WidthOf(IReadOnlyCollection<Column> columns) =>
        columns.Sum(column => column.Width) + Gap * (columns.Count - 1);

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

    /// <summary>A column: at first as wide as its longest word, at most as its longest cell.</summary>
    private sealed record Column(string Title, int Index, int Width, int Most);
}
