namespace Wlmscp.Daemon.Privileges;

/// <summary>Gives up the rights of the superuser, for good: real, effective and saved ids, and all groups.</summary>
internal static class Identity
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>Becomes another user, another group, or both.</summary>
    /// <param name="userName">Name or number; its groups become the process's. Null: the user stays.</param>
    /// <param name="groupName">Name or number; takes the place of the user's primary group. Null: it does not.</param>
    /// <exception cref="StartException">There is no such user or group, or it cannot be had.</exception>
    public static void Become(string? userName, string? groupName)
    {
        User? user = userName is null ? null : FindUser(userName);
        uint? group = groupName is null ? user?.GroupId : FindGroup(groupName);
        if (group is null || IsAlready(user?.Id, group.Value))
        {
            return;
        }

        string option = user is null ? $"--group {groupName}" : $"--user {userName}";
        Change(option, user, group.Value);
        if (!IsAlready(user?.Id, group.Value) || (user is not null && CanReturn(user.Id)))
        {
            throw new StartException($"{option}: the former rights could not be given up");
        }
    }

    private static User FindUser(string name) => LibC.FindUser(name)
        ?? throw new StartException($"--user {name}: no such user, expected one of this machine");

    private static uint FindGroup(string name) => LibC.FindGroup(name)
        ?? throw new StartException($"--group {name}: no such group, expected one of this machine");

    // Groups first: without the rights of the superuser they can no longer be changed.
    private static void Change(string option, User? user, uint group)
    {
        bool isDone = (user is null ? LibC.setgroups(1, [group]) : LibC.initgroups(user.Name, group)) == 0
            && LibC.setresgid(group, group, group) == 0
            && (user is null || LibC.setresuid(user.Id, user.Id, user.Id) == 0);
        if (!isDone)
        {
            throw new StartException($"{option}: {LibC.LastError}, expected to be started by the superuser");
        }
    }

    private static bool IsAlready(uint? user, uint group) =>
        LibC.getresgid(out uint realGroup, out uint effectiveGroup, out uint savedGroup) == 0
        && realGroup == group && effectiveGroup == group && savedGroup == group
        && LibC.getresuid(out uint real, out uint effective, out uint saved) == 0
        && (user is null || (real == user && effective == user && saved == user));

    private static bool CanReturn(uint user) => user != 0 && LibC.setresuid(Unchanged, 0, Unchanged) == 0;
}
