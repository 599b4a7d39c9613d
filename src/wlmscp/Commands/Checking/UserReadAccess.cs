using Wlmscp.Daemon.Privileges;
using WorklistScp.Storage.Permissions;

namespace Wlmscp.Commands.Checking;

/// <summary>What owners, groups and modes let another user read.</summary>
internal sealed class UserReadAccess(User user) : ReadAccess
{
    private readonly ReadPermission _permission = new(user.Id, LibC.FindGroups(user));

    /// <inheritdoc/>
    public override string? FindFault(string path, string what) =>
        Describe(_permission.FindForFile(path), path, what);

    /// <inheritdoc/>
    public override string? FindDirectoryFault(string path) =>
        Describe(_permission.FindForDirectory(path), path, "it");

    private string? Describe(ReadObstacle? obstacle, string path, string what)
    {
        if (obstacle is null)
        {
            return null;
        }

        (string verb, string rights) = obstacle.Needed switch
        {
            UnixFileMode.OtherExecute => ("go through", "x"),
            UnixFileMode.OtherRead => ("read", "r"),
            _ => ("list", "rx"),
        };
        string mode = Convert.ToString((int)obstacle.Mode, toBase: 8).PadLeft(4, '0');
        return $"user {user.Name} may not {verb} "
            + $"{(obstacle.Path == Path.GetFullPath(path) ? what : obstacle.Path)}: "
            + $"mode {mode}, expected {rights} for that user; chmod or chown gives it";
    }
}
