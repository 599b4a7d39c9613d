using System.Diagnostics;
using System.Text;
using Wlmscp.Tests.Faults;
using Wlmscp.Tests.Load;
using WorklistScp.Dicom.Json;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Hl7.KilledDaemons;

/// <summary>A daemon that is killed between what it writes and what it answers: nothing is lost, nothing is doubled.</summary>
public sealed class KilledDaemonTests : IDisposable
{
    private const int Senders = 3;
    private const int LeastKills = 3; // however slow the machine
    private const int MostOfALife = 50; // messages, then it is soon killed

    private static readonly string[] Names = ["AREA1", "AREA2"];
    private static readonly TimeSpan Duration = ConsistencyRun.DurationOr(TimeSpan.FromSeconds(5));

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea[] _areas;

    public KilledDaemonTests()
    {
        _areas = [.. Names.Select(name => new WorklistArea(_root.Path, name))];
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Orders_OfADaemonThatIsKilled_AreThoseOfTheLastAcknowledgedMessages()
    {
        int seed = await Seed.ChooseAsync();
        await using var daemon = new KilledDaemon(_root.Path, [.. _areas.Select(area => area.Path)], new Random(seed), "--hl7-port", "0");
        OrderSender[] senders =
            [.. Enumerable.Range(0, Senders).Select(i => new OrderSender($"S{i}-", daemon, Names, new Random(seed + i + 1)))];
        try
        {
            await RunAsync(daemon, senders, new Random(seed));
            await AssertEntriesAsync(await daemon.RunningAsync(), senders);
        }
        finally
        {
            Array.ForEach(senders, sender => sender.Dispose());
        }

        await Console.Out.WriteLineAsync(
            $"{daemon.Kills} daemons killed; {CountAcknowledged(senders)} messages acknowledged, "
            + $"{senders.Sum(sender => sender.Repeated)} repeated because they were not; "
            + $"{senders.Sum(sender => sender.Orders.Count)} orders, {senders.Sum(sender => sender.Orders.Sum(order => order.Steps))} "
            + "entries, all right");
    }

    private static async Task RunAsync(KilledDaemon daemon, OrderSender[] senders, Random random)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await daemon.StartAsync();
        Task[] sending = [.. senders.Select(sender => sender.RunAsync(stopping.Token))];
        long start = Stopwatch.GetTimestamp();
        while ((Stopwatch.GetElapsedTime(start) < Duration || daemon.Kills < LeastKills)
            && !Array.Exists(sending, task => task.IsFaulted))
        {
            int acknowledged = CountAcknowledged(senders) + random.Next(MostOfALife);
            await Eventually.IsTrueAsync(
                () => CountAcknowledged(senders) >= acknowledged || Array.Exists(sending, task => task.IsFaulted),
                "acknowledgements");
            await daemon.KillAsync(Cancelled);
        }

        await stopping.CancelAsync();
        await Task.WhenAll(sending);
    }

    private static int CountAcknowledged(OrderSender[] senders) => senders.Sum(sender => sender.Acknowledged);

    private async Task AssertEntriesAsync(WlmscpProcess daemon, OrderSender[] senders)
    {
        // Whoever writes next clears away what killed ones left; in hl7, where nobody looks, an hour later.
        SentOrder[] last = [.. Names.Select(name => new SentOrder($"LAST-{name}", name, Steps: 1, HasUid: false) { Version = 1 })];
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        foreach (SentOrder order in last)
        {
            await peer.SendAsync(Hl7Messages.Framed(order.ToMessage("NW", 1)));
            Assert.Equal($"AA {order.Number}.1", await peer.ReceiveAsync());
        }

        SentOrder[] orders = [.. last, .. senders.SelectMany(sender => sender.Orders)];
        var found = new List<string>();
        foreach (WorklistArea area in _areas)
        {
            string name = Path.GetFileName(area.Path);
            string[] offered = await ListAsync(area, isDone: false);
            await using DicomClient client = await daemon.ConnectAsync(name);
            Assert.Equal(offered.Length, (await client.FindAsync(Keys.Key(DicomTag.PatientID))).Count - 1);
            found.AddRange([.. offered, .. await ListAsync(area, isDone: true)]);
            Assert.All(
                Directory.GetFiles(area.Path, "*", SearchOption.AllDirectories),
                file => Assert.Matches(@"/(lockfile|[^./]+\.wl|hl7/([0-9a-f]+|\.[0-9a-f]+\.tmp))$", file));
        }

        Assert.Equal(
            orders.SelectMany(order => order.Entries).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    private static async Task<string[]> ListAsync(WorklistArea area, bool isDone)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(["list", "--json", .. isDone ? ["--done"] : Array.Empty<string>(), area.Path]);
        DicomDataset[] entries = [.. DicomJsonReader.Read(Encoding.UTF8.GetBytes(run.Output))];
        Assert.Equal((entries.Length > 0 ? 0 : 1, ""), (run.ExitCode, run.Error));
        return [.. entries.Select(entry => LineOf(entry, Path.GetFileName(area.Path), isDone))];
    }

    private static string LineOf(DicomDataset entry, string area, bool isDone)
    {
        Assert.True(entry.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        DicomDataset step = Assert.Single(steps.Items);
        return SentOrder.LineOf(
            area, isDone, Text(step, DicomTag.ScheduledProcedureStepID), Text(entry, DicomTag.AccessionNumber),
            Text(entry, DicomTag.RequestedProcedureDescription), Text(step, DicomTag.ScheduledProcedureStepStatus));
    }

    private static string Text(DicomDataset level, DicomTag tag) =>
        level.TryGetString(tag, out string? text) ? text : "";
}
