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
}
