using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Areas;

/// <summary>Worklist files that cannot be served: each is named in one warning, and the others are served.</summary>
public sealed class BadFilesTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public BadFilesTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("good.wl", new Entry { PatientID = "GOOD" });
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task BadFiles_AreSkippedWithOneWarningEach_AndTheOthersServed()
    {
        byte[] file = WorklistArea.Encode(new Entry().ToDataset());
        await WriteAsync("truncated.wl", file[..^30]);
        await WriteAsync("text.wl", "no DICOM at all"u8.ToArray());
        await WriteAsync("empty.wl", []);
        Directory.CreateDirectory(_area.Combine("directory.wl"));
        File.CreateSymbolicLink(_area.Combine("loop.wl"), "loop.wl");
        File.CreateSymbolicLink(_area.Combine("dangling.wl"), "nothing");
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        }

        foreach (string name in (string[])["truncated", "text", "empty", "directory", "loop", "dangling"])
        {
            string warning = await daemon.WaitForErrorLineAsync(line => line.Contains($"/{name}.wl", StringComparison.Ordinal));
            Assert.Matches(@" WARN .*\.wl: skipped: .+", warning);
        }

        // Links that lead nowhere have no state to remember, and still are reported once.
        Assert.Equal(6, daemon.ErrorLines.Count(line => line.Contains("skipped", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task IncompleteFile_IsNamedWithEverythingThatIsMissing_OncePerChange()
    {
        DicomDataset entry = new Entry { PatientID = "", Modality = "", RequestedProcedureID = "" }.ToDataset();
        entry.Remove(DicomTag.StudyInstanceUID);
        _area.Write("incomplete.wl", entry);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        await daemon.FindPatientIDsAsync();
        await daemon.FindPatientIDsAsync();
        string warning = Assert.Single(Warnings(daemon));
        foreach (string missing in (string[])["PatientID", "StudyInstanceUID", "RequestedProcedureID", "Modality"])
        {
            Assert.Contains(missing, warning, StringComparison.Ordinal);
        }

        entry.AddOrUpdate(Keys.Key(DicomTag.StudyInstanceUID, "2.25.1"));
        _area.Write("incomplete.wl", entry);
        await daemon.FindPatientIDsAsync();
        await daemon.FindPatientIDsAsync();

        Assert.Equal(2, Warnings(daemon).Length);
        Assert.DoesNotContain("StudyInstanceUID", Warnings(daemon)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task IncompleteFile_WithFileRejectDisabled_IsServed()
    {
        _area.Write("incomplete.wl", new Entry { PatientID = "BAD", Modality = "" });
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "-dfr");

        Assert.Equal(["BAD", "GOOD"], (await daemon.FindPatientIDsAsync()).Order());
    }

    private static string[] Warnings(WlmscpProcess daemon) =>
        [.. daemon.ErrorLines.Where(line => Regex.IsMatch(line, @"incomplete\.wl: skipped: incomplete, without "))];

    private Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(
        _area.Combine(name), bytes, TestContext.Current.CancellationToken);
}
