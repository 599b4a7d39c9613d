namespace WorklistScp.Worklist.Mpps;

/// <summary>Performed Procedure Step Status (0040,0252), PS3.3 C.4.14.</summary>
public enum PerformedStatus
{
    /// <summary>The step is being performed.</summary>
    InProgress,

    /// <summary>The step was performed. Final.</summary>
    Completed,

    /// <summary>The step was given up. Final.</summary>
    Discontinued,
}

/// <summary>The defined terms of <see cref="PerformedStatus"/>.</summary>
internal static class PerformedStatusTerm
{
    private static readonly string[] Terms = ["IN PROGRESS", "COMPLETED", "DISCONTINUED"];

    /// <summary>The term.</summary>
    public static string Of(PerformedStatus status) => Terms[(int)status];

    /// <summary>Reads a term. Letter case does not count, nor blanks around it; some write an underscore.</summary>
    public static bool TryRead(string text, out PerformedStatus status)
    {
        string term = text.Trim(' ').Replace('_', ' ').ToUpperInvariant();
        int index = Array.IndexOf(Terms, term);
        status = (PerformedStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
