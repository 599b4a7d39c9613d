using System.Net.Sockets;
using Wlmscp.Tests.Faults;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps.KilledDaemons;

/// <summary>Performs the steps of its entries, and repeats each message until it is answered.</summary>
internal sealed class PerformingModality(
    int number, KilledDaemon daemon, Func<int, PerformedEntry> makeEntry, int atStart, Random random) : IAsyncDisposable
{
    private const int MostEntries = 200;
    private const int NoLongerUpdated = 0x0110;
    private const int Duplicate = 0x0111;

    private readonly List<PerformedEntry> _entries = [.. Enumerable.Range(0, atStart).Select(makeEntry)];
    private DicomClient? _client;
    private int _steps;

    /// <summary>How many messages were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How often one was sent again because nobody answered.</summary>
    public int Repeated { get; private set; }

    /// <summary>The entries.</summary>
    public IReadOnlyList<PerformedEntry> Entries => _entries;

    /// <summary>Sends until it is told to stop; what it has begun to send is answered then.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (_entries.Count < MostEntries && random.Next(8) == 0)
            {
                _entries.Add(makeEntry(_entries.Count));
            }

            await SendNextAsync(_entries[random.Next(_entries.Count)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    private async Task SendNextAsync(PerformedEntry entry)
    {
        if (entry.Running is not { } running)
        {
            string uid = $"1.2.276.0.7777.{number}.{++_steps}";
            DicomDataset step = PerformedSteps.StepOf(entry.Entry);
            await DeliverAsync(client => client.StartAsync(uid, PerformedSteps.Begin(step)), Duplicate);
            entry.Begin(uid);
        }
        else if (random.Next(4) == 0)
        {
            var progress = new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepDescription, $"{random.Next()}"));
            await DeliverAsync(client => client.ChangeAsync(running, progress), doneBefore: 0);
        }
        else
        {
            string status = random.Next(2) == 0 ? "COMPLETED" : "DISCONTINUED";
            bool isMistake = status == "DISCONTINUED" && random.Next(2) == 0;
            DicomDataset end = PerformedSteps.End(
                status, status == "COMPLETED" ? null : isMistake ? PerformedSteps.WrongEntry : "110513");
            await DeliverAsync(client => client.ChangeAsync(running, end), NoLongerUpdated);
            entry.End(status, isMistake);
        }
    }

    // Who repeats a message may hear that it was carried out before.
    private async Task DeliverAsync(Func<DicomClient, Task<DicomResponse>> send, int doneBefore)
    {
        var isRepeated = false;
        while (await TrySendAsync(send) is var answer && answer?.Status.Code != 0)
        {
            if (isRepeated && answer?.Status.Code == doneBefore)
            {
                break;
            }

            Assert.Null(answer);
            isRepeated = true;
            Repeated++;
        }

        Answered++;
    }

    // Null: the association was lost, or there is none.
    private async Task<DicomResponse?> TrySendAsync(Func<DicomClient, Task<DicomResponse>> send)
    {
        WlmscpProcess running = await daemon.RunningAsync();
        try
        {
            _client ??= await running.ConnectForMppsAsync(_entries[0].Area);
            return await send(_client);
        }
        catch (Exception e) when (e is SocketException or IOException or DicomAssociationAbortedException)
        {
            await DisposeAsync();
            _client = null;
            return null;
        }
    }
}
