using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wlmscp.Find;
using Wlmscp.Logging;
using Wlmscp.RequestFiles;
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
        try
        {
            await StartAsync(settings);
            return ExitCode.Success;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync($"wlmscp: {e.Message}");
            return ExitCode.Failure;
        }
    }

    private static async Task StartAsync(DaemonSettings settings)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new StartException("the file locks of worklist directories need Linux, and this is another system");
        }

        using Socket listener = Listen(settings.Listen);
        await using DaemonLog log = DaemonLog.Open(settings.Log);
        ILogger logger = log.CreateLogger("Daemon");
        foreach (string option in settings.WithoutEffect)
        {
            ProgramLog.OptionWithoutEffect(logger, option);
        }

        await ServeAsync(settings, listener, log);
    }

    private static async Task ServeAsync(DaemonSettings settings, Socket listener, DaemonLog log)
    {
        using var areas = new StorageAreas(
            settings.Directory, settings.Area, log.CreateLogger("Worklist"), TimeProvider.System);
        IReadOnlyList<string> names = List(areas, settings.Directory);
        ILogger queryLogger = log.CreateLogger("Query");
        var provider = new WorklistFindProvider(
            areas, OpenRequestFiles(settings.RequestFiles, queryLogger), settings, queryLogger);
        await using var server = new DicomServer(
            settings.Server, provider, areas.Contains, log.CreateLogger("Network"));

        using var signals = new TerminationSignals();
        server.Start(listener);
        await Console.Error.WriteLineAsync(ReadyLine(server.LocalEndPoint, settings.Directory, names));
        await signals.First;
        Task stopping = server.StopAsync(Grace);
        if (await Task.WhenAny(stopping, signals.Second) != stopping)
        {
            await server.StopAsync(TimeSpan.Zero);
        }

        await stopping;
    }

    private static Socket Listen(ListenSettings settings)
    {
        try
        {
            return ListenSocket.Open(settings.EndPoint.Address, settings.Port, settings.DualMode);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            throw new StartException(
                $"--bind {settings.Address}: {e.Message}; expected an address of this machine", e);
        }
        catch (SocketException e)
        {
            throw new StartException(
                $"port {settings.Port}: {e.Message}; expected a port that is free and allowed", e);
        }
    }

    private static RequestFileWriter? OpenRequestFiles(RequestFileSettings? settings, ILogger logger)
    {
        if (settings is null)
        {
            return null;
        }

        var writer = new RequestFileWriter(settings, logger, TimeProvider.System);
        try
        {
            writer.Check();
            return writer;
        }
        catch (IOException e)
        {
            throw new StartException(
                $"--request-file-path {settings.Directory}: {e.Message}, expected a directory to write to", e);
        }
    }

    private static IReadOnlyList<string> List(StorageAreas areas, string directory)
    {
        try
        {
            return areas.List();
        }
        catch (DirectoryNotFoundException e)
        {
            string problem = File.Exists(directory) ? "not a directory" : "no such directory";
            throw new StartException(
                $"--dir {directory}: {problem}, expected the one that holds the storage areas", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--dir {directory}: {e.Message}", e);
        }
    }

    private static string ReadyLine(IPEndPoint address, string directory, IReadOnlyList<string> areas)
    {
        string count = areas.Count == 1 ? "1 storage area" : $"{areas.Count} storage areas";
        string names = areas.Count == 0 ? "" : ": " + string.Join(", ", areas.Take(NamedAreas));
        string rest = areas.Count > NamedAreas ? ", ..." : "";
        return $"wlmscp: listening on {address}, {count} in {directory}{names}{rest}";
    }
}
