using Wlmscp.Daemon.Privileges;

namespace Wlmscp.Commands.Checking;

/// <summary>What the system lets this process read, by all its rules.</summary>
internal sealed class OwnReadAccess : ReadAccess
{
    /// <inheritdoc/>
    public override string? FindFault(string path, string what) =>
        LibC.IsDenied(path, LibC.R_OK) ? Denied($"to read {what}", "r") : null;

    /// <inheritdoc/>
    public override string? FindDirectoryFault(string path) =>
        LibC.IsDenied(path, LibC.R_OK | LibC.X_OK) ? Denied("to list it", "rx") : null;

    private static string Denied(string what, string rights) =>
        $"permission {what} denied, expected {rights} for the user who runs this; --user NAME checks for another";
}
