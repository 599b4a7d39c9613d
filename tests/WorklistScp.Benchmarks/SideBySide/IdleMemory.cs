using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>The memory of a program before queries, the most of all rounds.</summary>
/// <param name="program">The program.</param>
/// <param name="entries">The size of the area.</param>
internal sealed class IdleMemory(ServerProgram program, int entries)
{
    /// <summary>The program.</summary>
    public ServerProgram Program => program;

    /// <summary>The size of the area.</summary>
    public int Entries => entries;

    /// <summary>With one association that has asked nothing yet.</summary>
    public ServerMemory Idle { get; private set; }

    /// <summary>After the first query of the association.</summary>
    public ServerMemory FirstQuery { get; private set; }

    /// <summary>Looks at a server that has just started, and asks its first query, which counts for no time.</summary>
    public void Measure(ServerProcess server, Query query)
    {
        using var client = new WorklistClient(server.Connect());
        Idle = ServerMemory.Max(Idle, ServerMemory.Read(server.Id));
        client.Find(query.Request);
        FirstQuery = ServerMemory.Max(FirstQuery, ServerMemory.Read(server.Id));
    }
}
