using System.Runtime.InteropServices;

namespace Wlmscp.Daemon.Privileges;

/// <summary>The calls of the C library that change who a process is; they change all of its threads.</summary>
internal static unsafe partial class LibC
{
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
