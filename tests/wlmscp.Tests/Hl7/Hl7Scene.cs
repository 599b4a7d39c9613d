namespace Wlmscp.Tests.Hl7;

/// <summary>A storage area, and a daemon that takes HL7 messages for it.</summary>
internal sealed class Hl7Scene : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public Hl7Scene()
    {
        Area = new WorklistArea(_root.Path);
        Area.Write("1.wl", new Entry { PatientID = "EARLIER" });
    }

    /// <summary>What <c>--dir</c> names.</summary>
    public string Root => _root.Path;

    /// <summary>The area AETITLE_1.</summary>
    public WorklistArea Area { get; }

    /// <summary>A file with bytes.</summary>
    public async Task<string> WriteAsync(string name, byte[] bytes)
    {
        string path = _root.Combine(name);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Starts the daemon, with a port for HL7 and lines for what is done.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["-v", "--dir", Root, "--hl7-port", "0", .. options]);

    public void Dispose() => _root.Dispose();
}
