using System.Globalization;
using System.Net.Sockets;

namespace Wlmscp.Daemon;

/// <summary>The listening socket that systemd, or whoever speaks its protocol, hands over: sd_listen_fds(3).</summary>
internal static class ActivatedSocket
{
    // SD_LISTEN_FDS_START of sd-daemon.h.
    private const int FirstDescriptor = 3;

    private const int SOL_SOCKET = 1;
    private const int SO_ACCEPTCONN = 30;

    /// <summary>Takes the socket; null if none was handed to this process.</summary>
    /// <exception cref="StartException">What was handed over is not one listening TCP socket.</exception>
    public static Socket? Take()
    {
        string? count = TakeVariable("LISTEN_FDS");
        string? processId = TakeVariable("LISTEN_PID");
        TakeVariable("LISTEN_FDNAMES");
        if (count is null || processId != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        {
            return null;
        }

        return count == "1"
            ? Open()
            : throw new StartException(
                $"LISTEN_FDS: {count} descriptors handed over, expected one socket that listens");
    }

    // Not for children, of which there are none today.
    private static string? TakeVariable(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, null);
        return value;
    }

    private static Socket Open()
    {
        const string Expected = "expected a TCP socket that listens, of a socket unit with Accept=no";
        try
        {
            var socket = new Socket(new SafeSocketHandle(FirstDescriptor, ownsHandle: true));
            return IsListening(socket)
                ? socket
                : throw new StartException($"LISTEN_FDS: descriptor {FirstDescriptor} is another socket, {Expected}");
        }
        catch (SocketException e)
        {
            throw new StartException($"LISTEN_FDS: descriptor {FirstDescriptor}: {e.Message}, {Expected}", e);
        }
    }

    private static bool IsListening(Socket socket)
    {
        Span<byte> isListening = stackalloc byte[sizeof(int)];
        return socket.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && socket.SocketType == SocketType.Stream
            && socket.GetRawSocketOption(SOL_SOCKET, SO_ACCEPTCONN, isListening) == sizeof(int)
            && BitConverter.ToInt32(isListening) != 0;
    }
}
