using System.Net.Sockets;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Start;

/// <summary>The times, from the start of the process, that a program took.</summary>
/// <param name="Program">The program.</param>
internal sealed record StartTimes(ServerProgram Program)
{
    /// <summary>Until it listened, one for each start.</summary>
    public List<TimeSpan> Listening { get; } = [];

    /// <summary>Until it had accepted an association.</summary>
    public List<TimeSpan> Associated { get; } = [];

    /// <summary>Starts the program once, and adds its times.</summary>
    /// <param name="directory">The directory of storage areas.</param>
    public void Measure(string directory)
    {
        using var server = new ServerProcess(Program, directory);
        Socket socket = server.Connect();
        TimeSpan listening = server.Elapsed;
        using var client = new WorklistClient(socket);
        Listening.Add(listening);
        Associated.Add(server.Elapsed);
    }
}
