namespace Wlmscp.Tests.Faults;

/// <summary>Two storage areas: one for what goes wrong, and one for the <see cref="Bystander"/>.</summary>
internal sealed class FaultScene : IDisposable
{
    public FaultScene()
    {
        Area = new WorklistArea(Root.Path);
        Area.Write("1.wl", new Entry { PatientID = "FIRST" });
        var other = new WorklistArea(Root.Path, Bystander.Area);
        for (var i = 0; i < Bystander.PatientIDs.Length; i++)
        {
            other.Write($"{i}.wl", new Entry { PatientID = Bystander.PatientIDs[i] });
        }
    }

    /// <summary>The directory of both.</summary>
    public TemporaryDirectory Root { get; } = new();

    /// <summary>The area AETITLE_1, with one entry, of the patient FIRST.</summary>
    public WorklistArea Area { get; }

    /// <summary>Starts a daemon on the two areas.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", Root.Path, .. options]);

    public void Dispose() => Root.Dispose();
}
