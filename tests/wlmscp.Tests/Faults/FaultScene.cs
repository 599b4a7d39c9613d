namespace Wlmscp.Tests.Faults;

/// <summary>Two storage areas: one for what goes wrong, and one for the <see cref="Bystander"/>.</summary>
internal sealed class FaultScene : IDisposable
{
    public FaultScene()
    {
        Area = new WorklistArea(Root.Path);
        Area.Write("1.wl", new Entry { PatientID = "FIRST" });
        OtherArea = Bystander.MakeArea(Root.Path);
    }

    /// <summary>The directory of both.</summary>
    public TemporaryDirectory Root { get; } = new();

    /// <summary>The area AETITLE_1, with one entry, of the patient FIRST.</summary>
    public WorklistArea Area { get; }

    /// <summary>The area of the <see cref="Bystander"/>.</summary>
    public WorklistArea OtherArea { get; }

    /// <summary>Starts a daemon on the two areas.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", Root.Path, .. options]);

    public void Dispose() => Root.Dispose();
}
