using System.Runtime.InteropServices;

namespace Wlmscp.Terminal;

/// <summary>
/// A terminal that does not show what is typed, until this is disposed of; that also ends with the program by a signal.
/// Nothing where standard input is no terminal.
/// </summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private const int StandardInput = 0;
    private const int TCSAFLUSH = 2; // what was typed before is not taken: it was shown
    private const uint ECHO = 8;

    // termios(3) of Linux, of glibc and musl, on x64 and arm64: four words of flags, of which the last is c_lflag.
    private const int TermiosSize = 60;
    private const int LocalFlags = 3;

    private readonly PosixSignalRegistration[] _signals;
    private readonly uint[]? _before;

    private TerminalEcho(uint[]? before)
    {
        _before = before;
        _signals = before is null
            ? []
            :
            [
                .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
                    .Select(signal => PosixSignalRegistration.Create(signal, _ => Restore())),
            ];
    }

    /// <summary>Turns it off.</summary>
    public static TerminalEcho TurnOff()
    {
        var settings = new uint[TermiosSize / sizeof(uint)];
        if (tcgetattr(StandardInput, settings) != 0)
        {
            return new TerminalEcho(null);
        }

        // First what brings it back.
        var echo = new TerminalEcho([.. settings]);
        settings[LocalFlags] &= ~ECHO;
        _ = tcsetattr(StandardInput, TCSAFLUSH, settings);
        return echo;
    }

    /// <summary>Turns it on, if it was.</summary>
    public void Dispose()
    {
        Restore();
        Array.ForEach(_signals, signal => signal.Dispose());
    }

    private void Restore()
    {
        if (_before is not null)
        {
            _ = tcsetattr(StandardInput, TCSAFLUSH, _before);
        }
    }

    [LibraryImport("libc")]
    private static partial int tcgetattr(int descriptor, [Out] uint[] settings);

    [LibraryImport("libc")]
    private static partial int tcsetattr(int descriptor, int when, [In] uint[] settings);
}
