using System.Net.Sockets;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.SideBySide;

/// <summary>How long the first query after the start of a program takes, one time for each start.</summary>
/// <param name="Program">The program.</param>
internal sealed record FirstQueryTimes(ServerProgram Program)
{
    /// <summary>From the request to the final response.</summary>
    public List<TimeSpan> Query { get; } = [];

    /// <summary>From the start of the process to the final response.</summary>
    public List<TimeSpan> FromStart { get; } = [];

    /// <summary>Starts the program once, and adds its times.</summary>
    /// <param name="directory">The directory of storage areas.</param>
    /// <param name="query">The query.</param>
    public void Measure(string directory, Query query)
    {
        using var server = new ServerProcess(Program, directory);
        Socket socket = server.Connect();
        using var client = new WorklistClient(socket);
        TimeSpan begin = server.Elapsed;
        client.Find(query.Request);
        TimeSpan end = server.Elapsed;
        Query.Add(end - begin);
        FromStart.Add(end);
    }
}
