namespace Wlmscp.Terminal;

/// <summary>A table in plain text, its columns as wide as they need to be.</summary>
internal static class AlignedTable
{
    /// <summary>Prints it to standard output; nothing if it has no rows.</summary>
    /// <param name="titles">The titles of the columns.</param>
    /// <param name="rows">The rows, with a text for each column.</param>
    public static void Write(IReadOnlyList<string> titles, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[][] all = [[.. titles], .. rows];
        int[] widths = [.. titles.Select((_, i) => all.Max(row => row[i].Length))];
        foreach (string[] row in all)
        {
            Console.WriteLine(string.Join("  ", row.Select((text, i) => text.PadRight(widths[i]))).TrimEnd());
        }
    }
}
