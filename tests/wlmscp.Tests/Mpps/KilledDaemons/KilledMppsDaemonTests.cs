using System.Diagnostics;
using System.Text;
using Wlmscp.Tests.Faults;
using Wlmscp.Tests.Load;
using WorklistScp.Dicom.Json;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps.KilledDaemons;

/// <summary>A daemon that is killed between what it writes and what it answers: what was answered is there.</summary>
public sealed class KilledMppsDaemonTests : IDisposable
{
    private const int Modalities = 8;
    private const int EntriesOfEach = 10; // at the start
    private const int LeastKills = 3; // however slow the machine
    private const int MostOfALife = 50; // messages, then it is soon killed

    private static readonly string[] Names = ["AREA1", "AREA2"];
    private static readonly TimeSpan Duration = ConsistencyRun.DurationOr(TimeSpan.FromSeconds(5));

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea[] _areas;

    public KilledMppsDaemonTests()
    {
        _areas = [.. Names.Select(name => new WorklistArea(_root.Path, name))];
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task PerformedSteps_OfADaemonThatIsKilled_AreThoseOfTheLastAnsweredMessages()
    {
        int seed = await Seed.ChooseAsync();
        await using var daemon = new KilledDaemon(
            _root.Path, [.. _areas.Select(area => area.Path)], new Random(seed), "--mpps");
        PerformingModality[] modalities =
        [
            .. Enumerable.Range(0, Modalities)
                .Select(i => new PerformingModality(
                    i, daemon, number => MakeEntry(i, number), EntriesOfEach, new Random(seed + i + 1))),
        ];
        try
        {
            await RunAsync(daemon, modalities, new Random(seed));
            await AssertEntriesAsync(await daemon.RunningAsync(), modalities);
        }
        finally
        {
            foreach (PerformingModality modality in modalities)
            {
                await modality.DisposeAsync();
            }
        }

        await Console.Out.WriteLineAsync(
            $"{daemon.Kills} daemons killed; {CountAnswered(modalities)} messages answered, "
            + $"{modalities.Sum(modality => modality.Repeated)} repeated because they were not; "
            + $"{modalities.SelectMany(modality => modality.Entries).Sum(entry => entry.Steps.Count)} performed steps, "
            + $"{modalities.Sum(modality => modality.Entries.Count)} entries, all right");
    }

    // Of each modality's entries, some are in the other's area.
    private PerformedEntry MakeEntry(int modality, int number)
    {
        WorklistArea area = _areas[(modality + (number % EntriesOfEach == EntriesOfEach - 1 ? 1 : 0)) % _areas.Length];
        var entry = new Entry
        {
            StudyInstanceUID = $"1.2.276.0.7778.{modality}.{number}",
            StepID = $"S{modality}-{number}",
            AccessionNumber = $"A{modality}-{number}",
        };
        area.Write($"{entry.StepID}.wl", entry);
        return new PerformedEntry(Path.GetFileName(area.Path), entry);
    }

    private static async Task RunAsync(KilledDaemon daemon, PerformingModality[] modalities, Random random)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await daemon.StartAsync();
        Task[] performing = [.. modalities.Select(modality => modality.RunAsync(stopping.Token))];
        long start = Stopwatch.GetTimestamp();
        while ((Stopwatch.GetElapsedTime(start) < Duration || daemon.Kills < LeastKills)
            && !Array.Exists(performing, task => task.IsFaulted))
        {
            int answered = CountAnswered(modalities) + random.Next(MostOfALife);
            await Eventually.IsTrueAsync(
                () => CountAnswered(modalities) >= answered || Array.Exists(performing, task => task.IsFaulted), "answers");
            await daemon.KillAsync(Cancelled);
        }

        await stopping.CancelAsync();
        await Task.WhenAll(performing);
    }

    private static int CountAnswered(PerformingModality[] modalities) => modalities.Sum(modality => modality.Answered);

    private async Task AssertEntriesAsync(WlmscpProcess daemon, PerformingModality[] modalities)
    {
        // Whoever writes next clears away what killed ones left.
        foreach (string name in Names)
        {
            await using DicomClient last = await daemon.ConnectForMppsAsync(name);
            await MppsScene.BeginAsync(last, $"1.2.276.0.7779.{name[^1]}", new DicomDataset());
        }

        PerformedEntry[] entries = [.. modalities.SelectMany(modality => modality.Entries)];
        await using DicomClient client = await daemon.ConnectForMppsAsync(Names[0]);
        foreach ((string uid, string status) in entries.SelectMany(entry => entry.Steps))
        {
            DicomResponse kept = await client.GetAsync(uid, DicomTag.PerformedProcedureStepStatus);
            Assert.Equal((0, status), (kept.Status.Code, Text(kept.Dataset!, DicomTag.PerformedProcedureStepStatus)));
        }

        var found = new List<string>();
        foreach (WorklistArea area in _areas)
        {
            string[] offered = await ListAsync(area, isDone: false);
            await using DicomClient asking = await daemon.ConnectAsync(Path.GetFileName(area.Path));
            Assert.Equal(offered.Length, (await asking.FindAsync(Keys.Key(DicomTag.PatientID))).Count - 1);
            found.AddRange([.. offered, .. await ListAsync(area, isDone: true)]);
            Assert.All(
                Directory.GetFiles(area.Path, "*", SearchOption.AllDirectories),
                file => Assert.Matches(@"/(lockfile|[^./]+\.wl|mpps/([0-9.]+\.dcm|[0-9a-f]+\.step))$", file));
        }

        Assert.Equal(
            entries.Select(entry => $"{entry}").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> ListAsync(WorklistArea area, bool isDone)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["list", "--json", .. isDone ? ["--done"] : Array.Empty<string>(), area.Path]);
        DicomDataset[] entries = [.. DicomJsonReader.Read(Encoding.UTF8.GetBytes(run.Output))];
        Assert.Equal(entries.Length > 0 ? 0 : 1, run.ExitCode);
        return [.. entries.Select(entry => LineOf(entry, Path.GetFileName(area.Path), isDone))];
    }

    private static string LineOf(DicomDataset entry, string area, bool isDone)
    {
        Assert.True(entry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        DicomDataset step = Assert.Single(steps.Items);
        string status = Text(step, DicomTag.ScheduledProcedureStepStatus);
        return PerformedEntry.LineOf(
            area, isDone, Text(step, DicomTag.ScheduledProcedureStepID), status.Length == 0 ? "SCHEDULED" : status);
    }

    private static string Text(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) ? text : "";
}
