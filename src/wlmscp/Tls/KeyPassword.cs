using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wlmscp.Tls;

/// <summary>The password of the private key, read from standard input; a terminal does not echo it.</summary>
internal sealed partial class KeyPassword
{
    private const int StandardInput = 0;
    private const int TCSAFLUSH = 2;

    // struct termios of Linux: c_iflag, c_oflag, c_cflag, c_lflag, ... - 60 bytes in all.
    private const int TermiosSize = 60;
    private const int LocalFlagsOffset = 12;
    private const byte ECHO = 8;

    private string? _password;

    /// <summary>Asks, once: SIGHUP comes when nobody sits at the terminal any more.</summary>
    public string Ask()
    {
        if (_password is null)
        {
            Console.Error.Write("wlmscp: password of the private key: ");
            _password = ReadWithoutEcho();
            Console.Error.WriteLine();
        }

        return _password;
    }

    private static string ReadWithoutEcho()
    {
        var termios = new byte[TermiosSize];
        if (tcgetattr(StandardInput, termios) != 0)
        {
            return ReadLine(); // no terminal
        }

        byte[] silent = [.. termios];
        silent[LocalFlagsOffset] &= unchecked((byte)~ECHO);
        // A signal ends the process, as it does when nothing is asked; the terminal echoes again before.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => SetTerminal(termios));
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => SetTerminal(termios));
        SetTerminal(silent);
        try
        {
            return ReadLine();
        }
        finally
        {
            SetTerminal(termios);
        }
    }

    private static void SetTerminal(byte[] termios) => _ = tcsetattr(StandardInput, TCSAFLUSH, termios);

    // Not by Console, which echoes what it reads from a terminal by itself.
    private static string ReadLine()
    {
        using var handle = new SafeFileHandle(StandardInput, ownsHandle: false);
        using var input = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var line = new List<byte>();
        while (input.ReadByte() is >= 0 and not '\n' and var next)
        {
            line.Add((byte)next);
        }

        return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
    }

    [LibraryImport("libc")]
    private static partial int tcgetattr(int descriptor, [Out] byte[] termios);

    [LibraryImport("libc")]
    private static partial int tcsetattr(int descriptor, int actions, byte[] termios);
}
