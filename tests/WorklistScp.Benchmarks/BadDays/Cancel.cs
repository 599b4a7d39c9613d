using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>A query of 3,000 small matches is cancelled after three: how many come all the same.</summary>
internal static class Cancel
{
    private const int Entries = 3_000;
    private const int After = 3;
    private const int Most = 500;
    private const int Cancelled = 0xfe00;

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        byte[] request = FindRequest.Create(QueryIdentifiers.Small);
        var answers = new List<(int Matches, int Status)>();
        for (var i = 0; i < settings.Repeats; i++)
        {
            using WorklistClient client = Peer.Open(server, Peer.Address(1));
            answers.Add(client.Ask(request, After));
        }

        yield return new Goal(
            $"a cancel after {After} of {Number.Text(Entries)} small matches, {answers.Count} times",
            $"FE00 after at most {Most}",
            string.Join(", ", answers.Select(answer => $"{answer.Status:X4} after {Number.Text(answer.Matches)}")),
            answers.All(answer => answer is { Status: Cancelled, Matches: <= Most }));
    }
}
