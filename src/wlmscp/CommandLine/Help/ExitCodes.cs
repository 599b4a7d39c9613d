namespace Wlmscp.CommandLine.Help;

/// <summary>What help and manual say of the exit codes of commands, which all of them share.</summary>
internal static class ExitCodes
{
    /// <summary>Each with what it means.</summary>
    public static readonly IReadOnlyList<(int Code, string Meaning)> All =
    [
        (ExitCode.Success, "done"),
        (ExitCode.Negative, "nothing matched or problems were found"),
        (ExitCode.Usage, "wrong command line"),
        (ExitCode.Failed, "failed"),
        (ExitCode.Conflict, "conflict with another entry"),
        (ExitCode.Refused, "data refused"),
    ];

    /// <summary>All of them in one line.</summary>
    public static string Sentence => string.Join(", ", All.Select(each => $"{each.Code} {each.Meaning}"));
}
