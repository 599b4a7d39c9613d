using System.Text;

namespace Wlmscp.Tests.Areas;

public sealed class BadFileTests : IDisposable
{
    private static readonly byte[] Good = WorklistArea.Encode(new Entry { PatientID = "BAD" }.ToDataset());

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public BadFileTests()
    {
        _area = new WorklistArea(_root.Path);
        _area.Write("good.wl", new Entry { PatientID = "GOOD" });
    }

    public static TheoryData<string, byte[]> BadFiles => new()
    {
        { "empty", [] },
        { "truncated", Good[..^20] },
        { "meta information alone", Good[..200] },
        { "text", "no DICOM file, but a letter of some length to a friend"u8.ToArray() },
        { "zeros", new byte[1000] },
        { "a length beyond the end", [.. Good, .. Convert.FromHexString("ee7f1000" + "554e0000" + "feffffff")] },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task File_ThatIsNoDicomFile_IsSkippedWithAWarning(string what, byte[] bytes)
    {
        await File.WriteAllBytesAsync(_area.Combine("bad.wl"), bytes, Cancelled);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());

        string line = await daemon.WaitForErrorLineAsync(line => line.Contains("skipped", StringComparison.Ordinal));
        string start = $"{_area.Combine("bad.wl")}: skipped: ";
        Assert.True(line.Contains(start, StringComparison.Ordinal), $"{what}: {line}");
        Assert.False(line.EndsWith(": ", StringComparison.Ordinal), $"{what}: {line}");
    }

    [Fact]
    public async Task Name_ThatIsADirectory_IsSkippedWithAWarning()
    {
        Directory.CreateDirectory(_area.Combine("directory.wl"));
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        await daemon.WaitForErrorLineAsync(
            line => line.Contains("directory.wl: skipped: not a regular file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_ThatMayNotBeRead_IsSkippedWithAWarning()
    {
        // A link to itself cannot be opened, not even by the superuser.
        File.CreateSymbolicLink(_area.Combine("loop.wl"), _area.Combine("loop.wl"));
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        await daemon.WaitForErrorLineAsync(line => line.Contains("loop.wl: skipped: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_ThatIsIncomplete_IsNamedOncePerChangeWithAllThatIsMissing()
    {
        DicomDataset incomplete = new Entry { PatientName = "", StartTime = "", StudyInstanceUID = "" }.ToDataset();
        incomplete.Remove(DicomTag.PatientID);
        _area.Write("bad.wl", incomplete);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        await daemon.WaitForErrorLineAsync(line => line.Contains(": skipped: ", StringComparison.Ordinal));
        string line = Assert.Single(Warnings(daemon));
        string[] missing =
        [
            "(0010,0010) PatientName", "(0010,0020) PatientID", "(0020,000d) StudyInstanceUID",
            "(0040,0100)>(0040,0003) ScheduledProcedureStepStartTime",
        ];
        Assert.EndsWith(
            $"{_area.Combine("bad.wl")}: skipped: incomplete, without {string.Join(", ", missing)}",
            line, StringComparison.Ordinal);

        incomplete.Remove(DicomTag.PatientName);
        incomplete.Remove(DicomTag.StudyInstanceUID);
        _area.Write("bad.wl", incomplete);
        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());
        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal(2, Warnings(daemon).Count());
    }

    [Theory]
    [InlineData("-dfr")]
    [InlineData("--disable-file-reject")]
    public async Task File_ThatIsIncomplete_IsServedWithoutRejection(string option)
    {
        _area.Write("bad.wl", new Entry { PatientID = "INCOMPLETE", StartDate = "" });
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-efr", option, "--dir", _root.Path);

        Assert.Equal(["INCOMPLETE", "GOOD"], await daemon.FindPatientIDsAsync());
    }

    [Fact]
    public async Task File_ThatIsRepaired_IsServed()
    {
        await File.WriteAllTextAsync(_area.Combine("bad.wl"), "to be repaired", Encoding.ASCII, Cancelled);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        Assert.Equal(["GOOD"], await daemon.FindPatientIDsAsync());

        _area.Write("bad.wl", new Entry { PatientID = "REPAIRED" });

        Assert.Equal(["GOOD", "REPAIRED"], (await daemon.FindPatientIDsAsync()).Order());
    }

    private static IEnumerable<string> Warnings(WlmscpProcess daemon) =>
        daemon.ErrorLines.Where(line => line.Contains("incomplete", StringComparison.Ordinal));
}
