using System.Diagnostics;
using System.Globalization;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Editing;

/// <summary>Editors that are killed at any moment, while the area is served.</summary>
public sealed class KilledEditorTests : IDisposable
{
    private const int Rows = 40;

    private static readonly int Rounds = RandomCases.Of(25);

    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(250);

    private readonly TemporaryDirectory _root = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Add_KilledAtAnyMoment_LeavesWholeFilesOnly_AndNoLock()
    {
        var random = new Random(await Seed.ChooseAsync());
        var area = new WorklistArea(_root.Path);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        await using DicomClient client = await daemon.ConnectAsync();
        for (var round = 0; round < Rounds; round++)
        {
            string table = await WriteTableAsync(round);
            using Process editor = Process.Start(WlmscpProgram.StartInfo("add", area.Path, table))!;
            await Task.Delay(LongestLife * random.NextDouble(), Cancelled);
            editor.Kill();
            await editor.WaitForExitAsync(Cancelled);

            string[] files = Directory.GetFiles(area.Path, "*.wl");
            Assert.Equal(files.Length, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count - 1);
            Assert.All(files, file => Assert.NotEmpty(DicomFile.Read(File.ReadAllBytes(file)).Dataset));
        }

        ProgramRun last = await ProgramRun.WlmscpAsync("add", area.Path, await WriteTableAsync(Rounds));
        Assert.Equal(0, last.ExitCode);
        Assert.All(
            Directory.GetFiles(area.Path), file => Assert.Matches(@"/(lockfile|S[0-9]+-[0-9]+\.wl)$", file));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains(".wl", StringComparison.Ordinal));
    }

    private async Task<string> WriteTableAsync(int round)
    {
        string path = _root.Combine($"t{round}.csv");
        IEnumerable<string> rows = Enumerable.Range(0, Rows).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"A^B,P{round}-{row},CT,CT1,20261201,S{round}-{row},1.2.{round}.{row}"));
        await File.WriteAllLinesAsync(
            path,
            [
                "PatientName,PatientID,Modality,ScheduledStationAETitle,ScheduledProcedureStepStartDate,"
                + "ScheduledProcedureStepID,StudyInstanceUID",
                .. rows,
            ],
            Cancelled);
        return path;
    }
}
