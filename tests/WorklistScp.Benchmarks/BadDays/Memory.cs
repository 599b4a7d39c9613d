using WorklistScp.Benchmarks.Data;
using WorklistScp.Benchmarks.Peers;
using WorklistScp.Benchmarks.Reports;

namespace WorklistScp.Benchmarks.BadDays;

/// <summary>What a server with many entries has resident when it has answered.</summary>
internal static class Memory
{
    private const int GoalEntries = 1_000_000;
    private const int GoalMegabytes = 900;
    private const int Queries = 10;

    /// <summary>Measures it.</summary>
    public static IEnumerable<Goal> Measure(BadDaysSettings settings, Areas areas) =>
        settings.Sizes(100_000, GoalEntries).Select(entries =>
        {
            ServerMemory memory = Read(areas.Get(entries));
            return new Goal(
                $"resident memory, {Number.Text(entries)} entries of 900 bytes",
                entries == GoalEntries ? $"at most {GoalMegabytes} MB" : "–",
                $"{Number.Text(memory.Resident)} MB, at most {Number.Text(memory.Peak)} MB before",
                entries == GoalEntries ? memory.Resident <= GoalMegabytes : null);
        });

    private static ServerMemory Read(GeneratedArea area)
    {
        byte[] request = FindRequest.Create(QueryIdentifiers.Selective);
        using var server = new ServerProcess(ServerProgram.WlmscpWith(), area.Root);
        using var client = new WorklistClient(server.Connect());
        for (var i = 0; i < Queries; i++)
        {
            Answers.Expect(SelectedEntries.Count(area.Entries), client.Find(request));
        }

        return ServerMemory.Read(server.Id);
    }
}
