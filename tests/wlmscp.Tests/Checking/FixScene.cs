using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Checking;

/// <summary>A storage area to be repaired.</summary>
internal sealed class FixScene : IDisposable
{
    public FixScene()
    {
        Area = new WorklistArea(Root.Path);
    }

    public TemporaryDirectory Root { get; } = new();

    public WorklistArea Area { get; }

    /// <summary>Runs <c>wlmscp check</c>, which must end with an exit code.</summary>
    public static async Task<ProgramRun> CheckAsync(int exitCode, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["check", .. words]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}{run.Output}");
        return run;
    }

    /// <summary>What it printed.</summary>
    public static string[] Lines(ProgramRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An entry that has the sequences that may be empty.</summary>
    public static DicomDataset WithSequences(Entry entry) => new(
        [
            .. entry.ToDataset(),
            new DicomSequence(DicomTag.ReferencedStudySequence),
            new DicomSequence(DicomTag.ReferencedPatientSequence),
        ]);

    /// <summary>The Study Instance UID in a file.</summary>
    public string UidOf(string name)
    {
        DicomDataset dataset = DicomFile.Read(File.ReadAllBytes(Area.Combine(name))).Dataset;
        Assert.True(dataset.TryGetString(DicomTag.StudyInstanceUID, out string? uid));
        return uid;
    }

    public void Dispose() => Root.Dispose();
}
