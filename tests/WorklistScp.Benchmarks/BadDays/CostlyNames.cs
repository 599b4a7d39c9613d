using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Eight peers loop a query with 12,000 wild-card values as Patient's Name: who else waits, and how long.</summary>
internal static class CostlyNames
{
    private const int Entries = 1_000;
    private const int Peers = 8;
    private const int Values = 12_000;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        byte[] usual = FindRequest.Create(QueryIdentifiers.OfPatient(1));
        using var asking = Bystander.Asking(server, usual, 1);
        using var arriving = Bystander.Arriving(server);
        using (new Askers(server, Peer.Address(1), Peers, FindRequest.Create(QueryIdentifiers.OfName(Names()))))
        {
            Pauses.For(settings.Load);
        }

        string what = $"{Peers} peers loop a query with {Number.Text(Values)} wild-card names";
        yield return Goal.Within($"{what}: another's longest wait", TimeSpan.FromSeconds(0.5), asking.Stop());
        yield return Goal.Within($"{what}: a new association", TimeSpan.FromSeconds(1), arriving.Stop());
    }

    // "*aaa\*aab\...": each its own, so that none is left out as another's double, and few match.
    private static string Names() => string.Join('\\', Enumerable.Range(0, Values).Select(number =>
        $"*{Letters[number / 26 / 26]}{Letters[number / 26 % 26]}{Letters[number % 26]}"));
}
