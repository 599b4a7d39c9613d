namespace WorklistScp.Web.Users;

/// <summary>What was read of a users file.</summary>
/// <param name="Text">Its text.</param>
/// <param name="OpenToOthers">That others than owner and group may read or change it; null: they may not.</param>
public sealed record UsersReading(UsersText Text, OpenUsersFile? OpenToOthers)
{
    /// <summary>Whether another reading gave the same.</summary>
    internal bool IsLike(UsersReading other) =>
        OpenToOthers == other.OpenToOthers && Text.ToBytes().AsSpan().SequenceEqual(other.Text.ToBytes());
}

/// <summary>A users file that others than owner and group may read or change: they may try passwords on it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Mode">Its permissions.</param>
public sealed record OpenUsersFile(string Path, UnixFileMode Mode)
{
    /// <summary>The warning in a line.</summary>
    public override string ToString() =>
        $"{Path}: others may use it (mode {Convert.ToString((int)Mode, 8).PadLeft(4, '0')}), expected 0600 or 0640; chmod o= {Path}";
}
