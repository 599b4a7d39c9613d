namespace WorklistScp.Tests.Shared;

/// <summary>docs/conformance.md: what it says in tables is what the code has.</summary>
internal static class ConformanceStatement
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Join(Repository.Root, "docs", "conformance.md"));

    /// <summary>The rows of the table below a heading, without the first two: of the names, and of dashes.</summary>
    public static IReadOnlyList<string> RowsBelow(string heading) =>
    [
        .. Lines.SkipWhile(line => line != heading).SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|')).Skip(2),
    ];

    /// <summary>One column of these rows, from 0.</summary>
    public static IReadOnlyList<string> ColumnBelow(string heading, int column) =>
        [.. RowsBelow(heading).Select(row => row.Trim('|').Split('|')[column].Trim())];
}
