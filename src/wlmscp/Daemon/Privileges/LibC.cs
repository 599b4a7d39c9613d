using System.Runtime.InteropServices;

namespace Wlmscp.Daemon.Privileges;

/// <summary>
/// The calls of the C library about users: who there is, who may do what, and those that change who a process is; these
/// change all of its threads.
/// </summary>
internal static unsafe partial class LibC
{
    public const int X_OK = 1;
    public const int R_OK = 4;

    private const int EACCES = 13;
    private const int UsualGroups = 64;

    /// <summary>The user of a name or a number; null if there is none.</summary>
    public static User? FindUser(string name)
    {
        Passwd* entry = uint.TryParse(name, out uint id) ? getpwuid(id) : getpwnam(name);
        return entry is null ? null : new User(Marshal.PtrToStringUTF8(entry->Name)!, entry->UserId, entry->GroupId);
    }

    /// <summary>The number of a group of a name or a number; null if there is none.</summary>
    public static uint? FindGroup(string name)
    {
        Group* entry = uint.TryParse(name, out uint id) ? getgrgid(id) : getgrnam(name);
        return entry is null ? null : entry->GroupId;
    }

    /// <summary>The numbers of all groups of a user, the primary one included.</summary>
    public static uint[] FindGroups(User user)
    {
        int count = UsualGroups;
        var groups = new uint[count];
        while (getgrouplist(user.Name, user.GroupId, groups, ref count) < 0)
        {
            count = Math.Max(count, groups.Length * 2);
            groups = new uint[count];
        }

        return groups[..count];
    }

    /// <summary>Whether this process may not do what it wants to with a file that there may be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode"><see cref="R_OK"/>, <see cref="X_OK"/> or both.</param>
    public static bool IsDenied(string path, int mode) =>
        access(path, mode) != 0 && Marshal.GetLastPInvokeError() == EACCES;

    /// <summary>The system's words for the last error.</summary>
    public static string LastError => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getresuid(out uint real, out uint effective, out uint saved);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getresgid(out uint real, out uint effective, out uint saved);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setresuid(uint real, uint effective, uint saved);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setresgid(uint real, uint effective, uint saved);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setgroups(nuint count, uint[] groups);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int initgroups(string user, uint group);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial Passwd* getpwnam(string name);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int getgrouplist(string user, uint group, [Out] uint[] groups, ref int count);

    [LibraryImport("libc")]
    private static partial Passwd* getpwuid(uint id);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial Group* getgrnam(string name);

    [LibraryImport("libc")]
    private static partial Group* getgrgid(uint id);

    // The beginning of struct passwd of pwd.h.
    [StructLayout(LayoutKind.Sequential)]
    private struct Passwd
    {
        public nint Name;
        public nint Password;
        public uint UserId;
        public uint GroupId;
    }

    // The beginning of struct group of grp.h.
    [StructLayout(LayoutKind.Sequential)]
    private struct Group
    {
        public nint Name;
        public nint Password;
        public uint GroupId;
    }
}
