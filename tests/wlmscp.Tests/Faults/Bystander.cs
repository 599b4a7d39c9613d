using System.Diagnostics;
using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Faults;

/// <summary>
/// A modality in an association of its own that asks again and again while something goes wrong beside it. It ends with
/// the first answer that is not right.
/// </summary>
internal sealed class Bystander : IAsyncDisposable
{
    /// <summary>The area that it asks.</summary>
    public const string Area = "BYSTANDER";

    // So that the program that is tested, and other tests, get the processor too.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DicomClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _asking;
    private int _answers;

    private Bystander(DicomClient client)
    {
        _client = client;
        _asking = AskAsync();
    }

    /// <summary>The patients of the area, of which every answer has to consist.</summary>
    public static string[] PatientIDs { get; } = ["BY1", "BY2", "BY3"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Makes the area below a root directory.</summary>
    public static WorklistArea MakeArea(string root)
    {
        var area = new WorklistArea(root, Area);
        for (var i = 0; i < PatientIDs.Length; i++)
        {
            area.Write($"{i}.wl", new Entry { PatientID = PatientIDs[i] });
        }

        return area;
    }

    /// <summary>Associates, and gets its first answers.</summary>
    public static Task<Bystander> StartAsync(WlmscpProcess daemon) => StartAsync(daemon.Port);

    /// <summary>Associates over a port of this machine, and gets its first answers.</summary>
    public static async Task<Bystander> StartAsync(int port)
    {
        var bystander = new Bystander(await Peers.ConnectAsync(port, Area));
        await bystander.GetAnswersAsync();
        return bystander;
    }

    /// <summary>Waits until so many more of its queries were answered, from now on.</summary>
    public async Task GetAnswersAsync(int count = 5)
    {
        int enough = Volatile.Read(ref _answers) + count + 1; // one may be on its way
        var waiting = Stopwatch.StartNew();
        while (Volatile.Read(ref _answers) < enough)
        {
            if (_asking.IsCompleted)
            {
                await _asking;
            }

            Assert.True(waiting.Elapsed < Limit, "the other association got no answer");
            await Task.Delay(Pause, Cancelled);
        }
    }

    /// <summary>Gets some more answers and releases; fails if one of all its answers was wrong.</summary>
    public async Task FinishAsync()
    {
        await GetAnswersAsync();
        await _stop.CancelAsync();
        await _asking;
        await _client.ReleaseAsync(Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_asking);
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AskAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            List<DicomCFindResponse> responses = await _client.FindAsync(Keys.Key(DicomTag.PatientID));
            Assert.Equal(DicomStatus.Success, responses[^1].Status);
            Assert.Equal(
                PatientIDs,
                responses.SkipLast(1).Select(response => response.Text(DicomTag.PatientID))
                    .Order(StringComparer.Ordinal));
            Interlocked.Increment(ref _answers);
            await Task.Delay(Pause, Cancelled);
        }
    }
}
