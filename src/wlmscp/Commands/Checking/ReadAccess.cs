using Wlmscp.Daemon.Privileges;

namespace Wlmscp.Commands.Checking;

/// <summary>Whether the daemon, under its user, may read what it serves.</summary>
internal abstract class ReadAccess
{
    /// <summary>That of the user who runs this program.</summary>
    public static ReadAccess Own { get; } = new OwnReadAccess();

    /// <summary>That of another user.</summary>
    /// <param name="user">Name or number, as in the option of the daemon.</param>
    /// <exception cref="ToolException">There is no such user.</exception>
    public static ReadAccess Of(string user) => new UserReadAccess(LibC.FindUser(user)
        ?? throw new ToolException(
            ExitCode.Usage, $"--user {user}: no such user, expected one of this machine"));

    /// <summary>Says why a file cannot be read; null if it can.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the line that says it calls the file.</param>
    public abstract string? FindFault(string path, string what = "it");

    /// <summary>Says why a directory cannot be listed, or its files not opened; null if they can.</summary>
    public abstract string? FindDirectoryFault(string path);
}
