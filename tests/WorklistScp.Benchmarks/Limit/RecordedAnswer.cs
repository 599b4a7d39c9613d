using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>What a server sends to who opens an association and asks once.</summary>
/// <param name="Accept">The A-ASSOCIATE-AC.</param>
/// <param name="Answer">All responses.</param>
/// <param name="Matches">How many of them are matches.</param>
internal sealed record RecordedAnswer(byte[] Accept, byte[] Answer, int Matches)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Asks a server.</summary>
    /// <exception cref="BenchmarkException">The answer breaks off, or its final status is not success.</exception>
    public static RecordedAnswer Record(IPEndPoint server, byte[] request)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(server);
        socket.Send(AssociateRequest.Bytes);
        var buffer = new byte[BufferSize];
        byte[] accept = buffer[..socket.Receive(buffer)];
        socket.Send(request);
        var answer = new List<byte>();
        var scanner = new ResponseScanner();
        for (var taken = 0; scanner.Status is null;)
        {
            int count = socket.Receive(buffer);
            if (count == 0)
            {
                throw new BenchmarkException("the server closed the connection within an answer");
            }

            answer.AddRange(buffer.AsSpan(0, count));
            taken += scanner.Take(CollectionsMarshal.AsSpan(answer)[taken..]);
        }

        return scanner.Status == 0
            ? new RecordedAnswer(accept, [.. answer], scanner.Matches)
            : throw new BenchmarkException($"the server answers with status {scanner.Status:X4}");
    }
}
