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
    private const int MostOfLate = 1_000; // about half of them wait in the buffer of the peer itself
    private const int Cancelled = 0xfe00;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(0.1);

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        string what = $"a cancel after {After} of {Number.Text(Entries)} small matches, {settings.Repeats} times";
        yield return Row(what, Most, Ask(server, settings.Repeats, TimeSpan.Zero));
        yield return Row(
            $"{what}, of a peer that begins to read after {Number.Text(Late)}", MostOfLate,
            Ask(server, settings.Repeats, Late));
    }

    private static Goal Row(string what, int most, List<(int Matches, int Status)> answers) => new(
        what, $"FE00 after at most {Number.Text(most)}",
        $"{answers.Count(answer => answer.Status == Cancelled)} times FE00, after "
            + $"{Number.Text(answers.Min(answer => answer.Matches))} to "
            + $"{Number.Text(answers.Max(answer => answer.Matches))} matches",
        answers.All(answer => answer.Status == Cancelled && answer.Matches <= most));

    private static List<(int Matches, int Status)> Ask(ServerProcess server, int times, TimeSpan late)
    {
        byte[] request = FindRequest.Create(QueryIdentifiers.Small);
        var answers = new List<(int Matches, int Status)>();
        for (var i = 0; i < times; i++)
        {
            using WorklistClient client = Peer.Open(server, Peer.Address(1));
            answers.Add(client.Ask(request, After, late));
        }

        return answers;
    }
}
