using System.Net;
using System.Net.Sockets;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Soak;

/// <summary>Associations that come and go, one after the other, and do not always end as they should.</summary>
internal sealed class Passers(IPEndPoint server, Asker asker, SoakCounters counters)
{
    private const int PauseMilliseconds = 50;
    private const int MostQueries = 3;
    private const int LimitMilliseconds = 10_000;
    private const byte AssociateAccepted = 2;
    private const byte ReleaseAnswer = 6;

    private static readonly byte[] ReleaseRequest = [5, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    private readonly Random _random = new();

    /// <summary>Goes on until told to stop.</summary>
    public void Run(CancellationToken stop)
    {
        while (!stop.WaitHandle.WaitOne(PauseMilliseconds))
        {
            try
            {
                Pass(stop);
            }
            catch (Exception e) when (e is BenchmarkException or SocketException)
            {
                counters.AddFailure($"association that comes and goes: {e.Message}");
            }
        }
    }

    private void Pass(CancellationToken stop)
    {
        switch (_random.Next(3))
        {
            case 0:
                asker.Ask(_random.Next(1, MostQueries + 1), stop);
                break;
            case 1:
                Leave();
                break;
            default:
                Release();
                break;
        }
    }

    // Gone before the answer is there.
    private void Leave()
    {
        using Socket socket = Associate();
        socket.Send(SoakQuery.All[0].Request);
    }

    private void Release()
    {
        using Socket socket = Associate();
        Send(socket, ReleaseRequest, ReleaseAnswer);
    }

    private Socket Associate()
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = LimitMilliseconds,
        };
        try
        {
            socket.Connect(server);
            Send(socket, AssociateRequest.Bytes, AssociateAccepted);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Send(Socket socket, byte[] pdu, byte answerType)
    {
        socket.Send(pdu);
        var answer = new byte[1024];
        if (socket.Receive(answer) == 0 || answer[0] != answerType)
        {
            throw new BenchmarkException($"PDU type {answer[0]} after type {pdu[0]}, expected {answerType}");
        }
    }
}
