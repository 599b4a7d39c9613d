using System.Runtime.InteropServices;

namespace WorklistScp.Storage;

/// <summary>What people are told of files and directories that the system does not let be used.</summary>
public static class SystemMessage
{
    /// <summary>Why, without a path.</summary>
    /// <param name="problem">An <see cref="IOException"/>, or what stands for one.</param>
    public static string ReasonOf(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException => "no such file or directory",
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "a name that is too long",
        { HResult: > 0 and < 4096 } => Marshal.GetPInvokeErrorMessage(problem.HResult), // an error number of the system
        _ => problem.Message,
    };

    /// <summary>Where and why.</summary>
    /// <inheritdoc cref="ReasonOf"/>
    public static string Of(Exception problem) => PathIn(problem.Message) is { } path
        ? $"{path}: {ReasonOf(problem)}"
        : ReasonOf(problem);

    // The runtime puts it between the only quotes of its message.
    private static string? PathIn(string message) =>
        message.IndexOf('\'') is >= 0 and var start && message.LastIndexOf('\'') is var end && end > start
            ? message[(start + 1)..end]
            : null;
}
