using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>
/// Measures wlmscp and the ready-made answer in turn, A B A B, with the same client, so that what else goes on in the
/// machine meets both.
/// </summary>
/// <param name="rounds">How many turns each has.</param>
/// <param name="turn">How long a turn takes.</param>
internal sealed class LimitRun(int rounds, TimeSpan turn)
{
    /// <summary>Measures one query.</summary>
    public LimitResult Measure(LimitCase of, ReadyMadeServer readyMade)
    {
        using var area = new GeneratedArea(of.Entries);
        using var wlmscp = new ServerProcess(ServerProgram.Wlmscp(), area.Root);
        wlmscp.Connect().Dispose(); // from now on it listens
        RecordedAnswer recorded = RecordedAnswer.Record(wlmscp.Address, of.Request);
        using var other = new ServerProcess(readyMade.Program(recorded), area.Root);
        using var client = new LimitClient(wlmscp, of.Request, recorded);
        using var otherClient = new LimitClient(other, of.Request, recorded);
        var result = new LimitResult(of, recorded);
        Repeat(() => result.Free.Add(client.Measure(turn), otherClient.Measure(turn)));
        using IDisposable thread = OneProcessor.KeepThisThread();
        OneProcessor.Keep(wlmscp.Id);
        OneProcessor.Keep(other.Id);
        Repeat(() => result.OneProcessor.Add(client.Measure(turn), otherClient.Measure(turn)));
        return result;
    }

    private void Repeat(Action measure)
    {
        for (var round = 0; round < rounds; round++)
        {
            measure();
        }
    }
}
