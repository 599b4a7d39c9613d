using System.Net;
using System.Net.Sockets;
using Serilog.Extensions.Logging;
using Wlmscp.Logging;
using WorklistScp.Network.Server;
using WorklistScp.Worklist.Areas;

namespace Wlmscp.Daemon;

/// <summary>The life of the daemon: start, serve until a signal comes, let associations finish, end.</summary>
internal static class WorklistDaemon
{
    private const int NamedAreas = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(DaemonSettings settings)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Fail("the file locks of worklist directories need Linux, and this is another system");
        }

        await using Serilog.Core.Logger log = LogSetup.Create(settings.LogLevel);
        using var loggers = new SerilogLoggerFactory(log);
        try
        {
            return await ServeAsync(settings, loggers);
        }
        catch (SocketException e)
        {
            return Fail($"port {settings.Port}: {e.Message}; expected a port that is free and allowed");
        }
        catch (DirectoryNotFoundException)
        {
            string problem = File.Exists(settings.Directory) ? "not a directory" : "no such directory";
            return Fail($"--dir {settings.Directory}: {problem}, expected the one that holds the storage areas");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"--dir {settings.Directory}: {e.Message}");
        }
    }

    private static async Task<int> ServeAsync(DaemonSettings settings, SerilogLoggerFactory loggers)
    {
        using var areas = new StorageAreas(
            settings.Directory, settings.Area, loggers.CreateLogger("Worklist"), TimeProvider.System);
        IReadOnlyList<string> names = areas.List();
        var provider = new WorklistFindProvider(areas, settings, loggers.CreateLogger("Query"));
        await using var server = new DicomServer(
            ServerOptions(settings), provider, areas.Contains, loggers.CreateLogger("Network"));

        using var signals = new TerminationSignals();
        server.Start();
        await Console.Error.WriteLineAsync(ReadyLine(server.LocalEndPoint, settings.Directory, names));
        await signals.First;
        Task stopping = server.StopAsync(Grace);
        if (await Task.WhenAny(stopping, signals.Second) != stopping)
        {
            await server.StopAsync(TimeSpan.Zero);
        }

        await stopping;
        return ExitCode.Success;
    }

    private static DicomServerOptions ServerOptions(DaemonSettings settings)
    {
        var defaults = new DicomServerOptions();
        return defaults with
        {
            Port = settings.Port,
            Policy = defaults.Policy with { MaxPduLength = (uint)settings.MaxPduLength },
            MaxAssociations = settings.MaxAssociations,
            AcseTimeout = settings.AcseTimeout,
            DimseTimeout = settings.DimseTimeout,
        };
    }

    private static string ReadyLine(IPEndPoint address, string directory, IReadOnlyList<string> areas)
    {
        string count = areas.Count == 1 ? "1 storage area" : $"{areas.Count} storage areas";
        string names = areas.Count == 0 ? "" : ": " + string.Join(", ", areas.Take(NamedAreas));
        string rest = areas.Count > NamedAreas ? ", ..." : "";
        return $"wlmscp: listening on {address}, {count} in {directory}{names}{rest}";
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"wlmscp: {message}");
        return ExitCode.Failure;
    }
}
