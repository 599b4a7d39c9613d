using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>
/// Forty peers ask twice with 6,300 keys that have a value, deep within sequences, so that each has a long name: what
/// is written of them, and what that costs others.
/// </summary>
internal static class ManyKeys
{
    private const int Entries = 1_000;
    private const int Peers = 40;
    private const int Queries = 2;
    private const int Keys = 6_300;
    private const int Depth = 60;
    private const uint FirstTag = 0x00405000;
    private const int MegabytesOfMemory = 200;
    private const int MegabytesOfAudit = 5;
    private const double Megabyte = 1e6;

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas)
    {
        string audit = Path.Join(Path.GetTempPath(), $"wlmscp-benchmark-audit-{Environment.ProcessId}");
        using Leftover file = Leftover.Of(() => File.Delete(audit));
        using var server = new ServerProcess(ServerProgram.WlmscpWith("--audit-log", audit), areas.Get(Entries).Root);
        server.Connect().Dispose(); // from now on it listens
        using var asking = Bystanders.Asking(server, FindRequest.Create(QueryIdentifiers.OfPatient(1)), 1);
        string what = $"{Peers} associations, {Queries} queries each with {Number.Text(Keys)} keyed values";
        using (var askers = new Askers(server, Peer.Address(1), Peers, FindRequest.Create(Identifier()), Queries))
        {
            askers.WaitFor();
            what += $" that get {askers.Statuses}";
        }

        yield return Goal.Within($"{what}: another's longest wait", TimeSpan.FromSeconds(1), asking.Stop());
        yield return Goal.AtMost($"{what}: memory", MegabytesOfMemory, "MB", ServerMemory.Read(server.Id).Peak);
        yield return Goal.AtMost(
            $"{what}: audit log", MegabytesOfAudit, "MB", new FileInfo(audit).Length / Megabyte);
    }

    private static DicomDataset Identifier()
    {
        var dataset = new DicomDataset(Enumerable.Range(1, Keys).Select(number =>
            (DicomItem)DicomElement.FromAscii(new DicomTag(FirstTag + (uint)number), DicomVR.CS, "A")));
        for (var i = 0; i < Depth; i++)
        {
            dataset = new DicomDataset(new DicomSequence(DicomTag.RequestedProcedureCodeSequence, dataset));
        }

        return dataset;
    }
}
