using System.Globalization;
using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>Eight peers loop a query with 10,800 wild-card names: who else waits, and how long.</summary>
internal static class CostlyNames
{
    private const int Entries = 1_000;
    private const int Peers = 8;
    private const int Values = 10_800; // of six characters, as many as an identifier of 64 KiB holds

    // What no name of the area has: each value is compared with each name.
    private const string Absent = "BCDHJKOPQRSTUWXZ!\"#$%&'()+,-./:;<>@[]_`{|}~";

    // An asterisk at the end, a question mark or delimiter before: a name is tried as it is, then with delimiters.
    private static readonly string[] Forms =
        ["*?{0}{1}*", "*{0}?{1}*", "*{0}{1}?*", "*^{0}{1}*", "*{0}^{1}*", "*{0}{1}^*"];

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        byte[] usual = FindRequest.Create(QueryIdentifiers.OfPatient(1));
        using var asking = Bystanders.Asking(server, usual, 1);
        using var arriving = Bystanders.Arriving(server);
        string what = $"{Peers} peers loop a query with {Number.Text(Values)} wild-card names";
        byte[] costly = FindRequest.Create(QueryIdentifiers.OfName(Names()));
        using (var askers = new Askers(server, Peer.Address(1), Peers, costly))
        {
            Pauses.For(settings.Load);
            what += $" and get {askers.Statuses}";
        }

        yield return Goal.Within($"{what}: another's longest wait", TimeSpan.FromSeconds(0.5), asking.Stop());
        yield return Goal.Within($"{what}: a new association", TimeSpan.FromSeconds(1), arriving.Stop());
    }

    // Each another one, so that none is left out as the double of another.
    private static string Names() => string.Join('\\', Enumerable.Range(0, Values).Select(number =>
    {
        (int letters, int form) = Math.DivRem(number, Forms.Length);
        return string.Format(
            CultureInfo.InvariantCulture, Forms[form], Absent[letters / Absent.Length],
            Absent[letters % Absent.Length]);
    }));
}
