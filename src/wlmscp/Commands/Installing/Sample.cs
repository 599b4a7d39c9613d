using System.Runtime.Versioning;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Commands.Installing;

/// <summary>A file that helps to install the program, which has all of them in it.</summary>
/// <param name="Name">Its name, also that of the resource.</param>
/// <param name="Purpose">What it is for.</param>
internal sealed record Sample(string Name, string Purpose)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // The execute bits stand two places behind those for reading.
    private const int FromReadToExecute = 2;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Sample> All =
    [
        new("wlmscp.service", "unit of systemd, for /etc/systemd/system"),
        new("wlmscp.socket", "unit of systemd for the port, which systemd then binds"),
        new("wlmscp.init", "start script for systems without systemd, for /etc/init.d/wlmscp"),
        new("wlmscp.logrotate", "rotation of log and audit log, for /etc/logrotate.d/wlmscp"),
        new("logging.json", "what is logged, and where to: --log-config /etc/wlmscp/logging.json"),
        new("wlmscp.json", "what takes more than an option, such as HL7 rules: --config /etc/wlmscp/wlmscp.json"),
        new("wlmscp.schema.json", "what that may hold, for editors"),
        new("with-lock.sh", "runs a command that changes a storage area, under both kinds of lock"),
        new("haproxy.cfg", "two daemons behind one address"),
        new("wlmscp.rules.yml", "alerts of Prometheus, for /etc/prometheus"),
        new("wlmscp-grafana.json", "a dashboard of Grafana, to import there"),
    ];

    /// <summary>Whether a path has just this file, so that it need not be written.</summary>
    public bool IsAt(string path)
    {
        byte[] bytes = Read();
        return WholeFile.MayTake(path) && new FileInfo(path) is { Exists: true } file && file.Length == bytes.Length
            && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
    }

    /// <summary>Writes it under a name that is free; scripts can be executed by all who can read them.</summary>
    /// <exception cref="IOException">That is not possible, or the name is taken.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written to.</exception>
    public void Write(string path)
    {
        byte[] bytes = Read();
        WholeFile.WriteNew(Path.GetDirectoryName(path)!, bytes, [path]);
        if (OperatingSystem.IsLinux() && bytes.AsSpan().StartsWith("#!"u8))
        {
            MakeExecutable(path);
        }
    }

    [SupportedOSPlatform("linux")]
    private static void MakeExecutable(string path)
    {
        UnixFileMode mode = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, mode | (UnixFileMode)((int)(mode & Readable) >> FromReadToExecute));
    }

    private byte[] Read()
    {
        using Stream resource = typeof(Sample).Assembly.GetManifestResourceStream(Name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
