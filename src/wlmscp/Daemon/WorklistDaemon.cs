using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Wlmscp.Audit;
using Wlmscp.Configuration;
using Wlmscp.Daemon.Privileges;
using Wlmscp.Find;
using Wlmscp.Hl7;
using Wlmscp.Logging;
using Wlmscp.Metrics;
using Wlmscp.Mpps;
using Wlmscp.RequestFiles;
using Wlmscp.Web;
using WorklistScp.Network.Access;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;
using WorklistScp.Storage;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;
using WorklistScp.Web.Doors;

namespace Wlmscp.Daemon;

/// <summary>The life of the daemon: start, serve until a signal comes, let associations finish, end.</summary>
internal static class WorklistDaemon
{
    private const int NamedAreas = 20;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // Only what waits for a system call that does not return is not aborted at once.
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(DaemonSettings settings)
    {
        StandardStreams.QueueErrors();
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                throw new StartException(
                    "the file locks of worklist directories need Linux, and this is another system");
            }

            await StartAsync(settings);
            return ExitCode.Success;
        }
        catch (StartException e)
        {
            StandardStreams.WriteError($"wlmscp: {e.Message}");
            return ExitCode.Failure;
        }
        finally
        {
            StandardStreams.EndErrors();
        }
    }

    // What needs the superuser comes before the change of identity, and all that is opened for long after it.
    private static async Task StartAsync(DaemonSettings settings)
    {
        using var signals = new DaemonSignals();
        ulong? openFiles = OpenFileLimit.Raise();
        SocketThreads.LetAnswer();
        Socket? handedOver = ActivatedSocket.Take();
        using Socket listener = handedOver ?? Listener.Open(settings.Listen);
        using Socket? tlsListener = OpenIfAny(settings.Listen, settings.Listen.TlsPort);
        using Socket? hl7Listener = OpenIfAny(settings.Listen, settings.Hl7?.Port);
        using Socket? hl7TlsListener = OpenIfAny(settings.Listen, settings.Hl7?.TlsPort);
        using Socket? httpListener = settings.Http is null ? null : Listener.Open("--http", settings.Http.EndPoint);
        using Socket? metricsListener = settings.Metrics is null ? null : Listener.Open("--metrics", settings.Metrics);
        TlsAcceptor? tls = TlsStart.Open(settings.Tls);
        TlsAcceptor? httpTls = TlsStart.OpenHttp(settings.Http, settings.Tls ?? settings.HttpTls);
        settings = settings with { Mpps = TlsStart.OpenForwarding(settings.Mpps, settings.Tls) };
        var configuration = ReloadedConfiguration.Open(settings.ConfigFile);
        PidFile? pidFile = settings.PidFile is null ? null : PidFile.Write(settings.PidFile);
        signals.CleanUp = () => pidFile?.Remove(NullLogger.Instance);
        await using DaemonLog log = BecomeUserAndOpenLog(settings, pidFile);
        ILogger logger = log.CreateLogger(LogSource.Daemon);
        try
        {
            settings = WithConnections(settings, openFiles, logger);
            foreach (string option in settings.WithoutEffect)
            {
                DaemonEvents.OptionWithoutEffect(logger, option);
            }

            if (handedOver is not null)
            {
                DaemonEvents.SocketHandedOver(logger, listener.LocalEndPoint);
            }

            var sockets = new DaemonSockets(
                listener, tlsListener, tls, hl7Listener, hl7TlsListener, httpListener, httpTls, metricsListener);
            await ServeAsync(settings, configuration, sockets, signals, log, logger);
        }
        finally
        {
            pidFile?.Remove(logger);
        }
    }

    private static Socket? OpenIfAny(ListenSettings settings, int? port) =>
        port is { } given ? Listener.Open(settings with { Port = given }) : null;

    private static DaemonLog BecomeUserAndOpenLog(DaemonSettings settings, PidFile? pidFile)
    {
        try
        {
            Identity.Become(settings.User, settings.Group);
            return DaemonLog.Open(settings.Log);
        }
        catch (StartException)
        {
            pidFile?.Remove(NullLogger.Instance);
            throw;
        }
    }

    // Peers that connect must not take the files that queries need.
    private static DaemonSettings WithConnections(DaemonSettings settings, ulong? openFiles, ILogger logger)
    {
        HttpSettings? http = settings.Http is null
            ? null
            : settings.Http with { MaxConnections = OpenFileLimit.WebConnectionsWithin(openFiles) };
        int? connections = OpenFileLimit.ConnectionsWithin(
            openFiles, (settings.Hl7 is not { HasPort: true } ? 0 : Hl7Settings.MaxConnections) + (http?.MaxConnections ?? 0));
        DaemonEvents.OpenFiles(logger, openFiles);
        if (connections < settings.Server.MaxAssociations)
        {
            DaemonEvents.FewFiles(logger, connections, settings.Server.MaxAssociations, openFiles);
        }

        return settings with { Http = http, Server = settings.Server with { MaxConnections = connections } };
    }

    private static async Task ServeAsync(
        DaemonSettings settings, ReloadedConfiguration configuration, DaemonSockets sockets, DaemonSignals signals,
        DaemonLog log, ILogger logger)
    {
        using DaemonMeter? meter = settings is { Http: null, Metrics: null } ? null : new DaemonMeter();
        using var areas = new StorageAreas(
            settings.Directory, settings.Area with { Observer = meter?.Storage },
            log.CreateLogger(LogSource.Worklist), TimeProvider.System);
        IReadOnlyList<string> names = await ListAsync(areas, settings.Directory);
        ILogger queryLogger = log.CreateLogger(LogSource.Query);
        using AuditLog? audit =
            settings.Audit is null ? null : AuditLog.Open(settings.Audit, queryLogger, TimeProvider.System);
        DaemonMetrics? metrics = Measure(meter, areas, configuration, audit, sockets);
        using RequestFileQueue? requestFiles = OpenRequestFiles(settings.RequestFiles, queryLogger);
        using var editors = new AreaEditors(areas);
        DicomServices services = new DicomServices().Add(
            DicomUID.ModalityWorklistInformationModelFind,
            new WorklistFindProvider(
                areas, () => configuration.Current.Devices, requestFiles, audit, metrics?.Queries, settings.Find,
                TimeProvider.System, queryLogger));
        await using MppsDoor? mpps = settings.Mpps is null ? null : new MppsDoor(
            settings.Mpps, editors, () => configuration.Current.Mpps, audit, metrics?.Messages,
            log.CreateLogger(LogSource.Mpps));
        mpps?.AddTo(services);
        await using var server = new DicomServer(
            settings.Server with
            {
                Observer = AssociationObservers.Of(audit, metrics?.Associations),
                CalledAETitles = () => areas.KnownNames,
                TermsOf = new DeviceTerms(() => configuration.Current.Devices, settings.Find.Extensions).Of,
            },
            services,
            mpps is null
                ? areas.ContainsAsync
                : (title, cancellationToken) =>
                    areas.ContainsAsync(configuration.Current.Mpps.AreaOf(title), cancellationToken),
            log.CreateLogger(LogSource.Network));

        Start(server, sockets);
        await using Hl7Doors? doors = settings.Hl7 is null ? null : new Hl7Doors(
            settings.Hl7, areas, editors, () => configuration.Current.Hl7,
            new MllpTimeouts(settings.Server.PduTimeout, settings.Server.AcseTimeout), audit, metrics?.Messages,
            log.CreateLogger(LogSource.Hl7));
        Open(doors, settings, sockets, logger);
        await using WebDoor? web =
            await OpenAsync(settings, configuration, sockets, areas, editors, mpps, audit, meter, metrics, log);
        await using MetricsDoor? metricsDoor = sockets.Metrics is null ? null : new MetricsDoor(
            sockets.Metrics, meter!.Reader, areas, log.CreateLogger(LogSource.Web));
        await (metricsDoor?.OpenAsync() ?? Task.CompletedTask);
        TlsStart.WarnOfEnd(sockets.Tls ?? sockets.HttpTls, logger);
        string[] open = [DevicesSection.Name, .. doors is null ? [] : new[] { "hl7" }, .. mpps is null ? [] : new[] { "mpps" },
            .. web is null && metricsDoor is null ? [] : new[] { "http" }];
        configuration.Warn(open, names, sockets.Tls is not null, logger);
        if (server.AdmitsEveryone && sockets.AreOpen)
        {
            DaemonEvents.EveryoneMayRead(logger, server.LocalEndPoint);
        }

        string status = Status(sockets.ToString(), settings.Directory, names);
        var notifier = new ServiceNotifier(logger);
        signals.Serve(() =>
        {
            notifier.Reloading();
            log.Reopen();
            audit?.Reopen();
            TlsStart.Reload(
                sockets.Tls, sockets.HttpTls, settings.Http?.Key is not null, settings.Mpps?.ForwardTls, logger);
            configuration.Reload(open, ListAgain(areas), sockets.Tls is not null, logger);
            notifier.Ready(status);
        });
        StandardStreams.WriteError($"wlmscp: {status}");
        areas.StartLoading(names);
        notifier.Ready(status);
        await signals.First;
        notifier.Stopping();
        await StopAsync(
            grace => Task.WhenAll(
                server.StopAsync(grace), doors?.StopAsync(grace) ?? Task.CompletedTask,
                web?.StopAsync(grace) ?? Task.CompletedTask, metricsDoor?.StopAsync(grace) ?? Task.CompletedTask),
            signals, logger);
    }

    private static DaemonMetrics? Measure(
        DaemonMeter? meter, StorageAreas areas, ReloadedConfiguration configuration, AuditLog? audit,
        DaemonSockets sockets)
    {
        if (meter is null)
        {
            return null;
        }

        CertificateMetrics.Observe(meter.Meter, sockets.Tls, sockets.HttpTls);
        return new DaemonMetrics(
            meter.Meter, areas, () => configuration.Current.Http.Devices, audit, TimeProvider.System);
    }

    private static void Start(DicomServer server, DaemonSockets sockets)
    {
        try
        {
            sockets.Start(server);
        }
        catch (HostsAccessException e)
        {
            throw new StartException($"--access-control: {e.Message}", e);
        }
    }

    private static void Open(Hl7Doors? doors, DaemonSettings settings, DaemonSockets sockets, ILogger logger)
    {
        if (doors is null || settings.Hl7 is not { } hl7)
        {
            return;
        }

        foreach (Socket socket in hl7.Allow is [] ? sockets.OpenHl7 : [])
        {
            DaemonEvents.EveryoneMayWrite(logger, socket.LocalEndPoint);
        }

        sockets.Open(doors);
        if (hl7.Folder is { } folder)
        {
            doors.Open(folder, settings.Directory);
        }
    }

    private static async Task<WebDoor?> OpenAsync(
        DaemonSettings settings, ReloadedConfiguration configuration, DaemonSockets sockets, StorageAreas areas,
        AreaEditors editors, MppsDoor? mpps, AuditLog? audit, DaemonMeter? meter, DaemonMetrics? metrics, DaemonLog log)
    {
        if (settings.Http is not { } http)
        {
            return null;
        }

        WebDoor door = WebStart.Create(
            http, sockets.Http!, sockets.HttpTls, settings.Find.Query, () => configuration.Current.Http,
            () => configuration.Current.Devices, areas, editors, mpps, WebObservers.Of(audit is null ? null : new WebAudit(audit), metrics?.Web), meter?.Reader,
            log.CreateLogger(LogSource.Web));
        await door.OpenAsync();
        return door;
    }

    private static async Task StopAsync(Func<TimeSpan, Task> stop, DaemonSignals signals, ILogger logger)
    {
        Task stopping = stop(Grace);
        Task end = await Task.WhenAny(stopping, signals.Second, Task.Delay(Grace + AbortLimit));
        if (end == signals.Second)
        {
            stopping = stop(TimeSpan.Zero);
            end = await Task.WhenAny(stopping, Task.Delay(AbortLimit));
        }

        if (end != stopping)
        {
            DaemonEvents.AssociationsHang(logger);
            return;
        }

        await stopping;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(StorageAreas areas, string directory)
    {
        try
        {
            return await areas.ListAsync(CancellationToken.None);
        }
        catch (StorageAreaException e) when (!Directory.Exists(directory))
        {
            string problem = File.Exists(directory) ? "not a directory" : "no such directory";
            throw new StartException(
                $"--dir {directory}: {problem}, expected the one that holds the storage areas", e);
        }
        catch (StorageAreaException e)
        {
            throw new StartException($"--dir {e.Message}", e);
        }
    }

    // Where they cannot be listed now, queries say so.
    private static IReadOnlyList<string> ListAgain(StorageAreas areas)
    {
        try
        {
            return areas.ListAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (StorageAreaException)
        {
            return [.. areas.KnownNames];
        }
    }

    private static RequestFileQueue? OpenRequestFiles(RequestFileSettings? settings, ILogger logger)
    {
        if (settings is null)
        {
            return null;
        }

        try
        {
            return new RequestFileQueue(settings, logger, TimeProvider.System);
        }
        catch (IOException e)
        {
            throw new StartException(
                $"--request-file-path {settings.Directory}: {e.Message}, expected a directory to write to", e);
        }
    }

    private static string Status(string sockets, string directory, IReadOnlyList<string> areas)
    {
        string count = areas.Count == 1 ? "1 storage area" : $"{areas.Count} storage areas";
        string names = areas.Count == 0 ? "" : ": " + string.Join(", ", areas.Take(NamedAreas));
        string rest = areas.Count > NamedAreas ? ", ..." : "";
        return $"listening {sockets}, {count} in {directory}{names}{rest}";
    }
}
