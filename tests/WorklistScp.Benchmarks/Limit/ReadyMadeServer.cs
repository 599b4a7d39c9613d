using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using WorklistScp.Benchmarks.Peers;

namespace WorklistScp.Benchmarks.Limit;

/// <summary>
/// The program that sends bytes ready-made, compiled from the C source beside this file; removed when disposed of.
/// </summary>
internal sealed class ReadyMadeServer : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wlmscp-benchmark-limit-");
    private readonly Leftover _leftover;

    /// <summary>Compiles it.</summary>
    /// <exception cref="BenchmarkException">There is no compiler, or it fails.</exception>
    public ReadyMadeServer()
    {
        _leftover = Leftover.Of(() => _directory.Delete(recursive: true));
        Compile(Path.Join(AppContext.BaseDirectory, "Limit", "ready-made.c"), InDirectory("ready-made"));
    }

    /// <summary>The program with what it is to send.</summary>
    public ServerProgram Program(RecordedAnswer recorded)
    {
        string accept = InDirectory("accept");
        string answer = InDirectory("answer");
        File.WriteAllBytes(accept, recorded.Accept);
        File.WriteAllBytes(answer, recorded.Answer);
        return new ServerProgram("ready-made", InDirectory("ready-made"), (_, port) =>
            [port.ToString(CultureInfo.InvariantCulture), accept, answer]);
    }

    /// <inheritdoc/>
    public void Dispose() => _leftover.Dispose();

    private static void Compile(string source, string program)
    {
        try
        {
            using Process compiler = Process.Start("cc", ["-O2", "-pthread", "-o", program, source]);
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                throw new BenchmarkException($"{source}: cc cannot compile it");
            }
        }
        catch (Win32Exception)
        {
            throw new BenchmarkException("cc: not in the search path; install it with: apt-get install gcc libc6-dev");
        }
    }

    private string InDirectory(string name) => Path.Join(_directory.FullName, name);
}
