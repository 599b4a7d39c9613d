using WorklistScp.Worklist.Checking;

namespace Wlmscp.Commands.Questioning;

/// <summary>Puts values into lines.</summary>
internal static class LineText
{
    private const int MostValues = 10;

    /// <summary>The first few of some values.</summary>
    public static string Some(IReadOnlyCollection<string> values) =>
        string.Join(", ", values.Take(MostValues)) + (values.Count > MostValues ? ", ..." : "");

    /// <summary>The first few of some values, each with the number of entries that have it.</summary>
    public static string Present(IReadOnlyCollection<PresentValue> values) =>
        PrintableText.Of(Some([.. values.Select(value => $"{value.Value} ({value.Entries})")]));

    /// <summary>A number of entries.</summary>
    public static string Entries(int count) => count == 1 ? "1 entry" : $"{count} entries";
}
