namespace WorklistScp.Storage.Linux;

/// <summary>What is mounted, as proc(5) tells; it is read without asking a file system.</summary>
internal static class MountTable
{
    private const string Path = "/proc/self/mountinfo";

    /// <summary>The type of a file system, such as <c>ext4</c> or <c>fuse.glusterfs</c>; empty if it is not told.</summary>
    /// <param name="deviceNumber">Its number: <c>8:1</c>.</param>
    public static string TypeOf(string deviceNumber)
    {
        // id | parent | number | root | mount point | options | optional fields, any number | - | type | source | ...
        foreach (string line in File.ReadLines(Path))
        {
            string[] fields = line.Split(' ');
            int separator = Array.IndexOf(fields, "-");
            if (fields.Length > 2 && fields[2] == deviceNumber && separator > 0 && separator + 1 < fields.Length)
            {
                return fields[separator + 1];
            }
        }

        return "";
    }
}
