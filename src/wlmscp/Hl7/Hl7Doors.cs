using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using Wlmscp.Metrics;
using WorklistScp.Network.Tls;
using WorklistScp.Storage.Areas;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Hl7;

/// <summary>All ways by which the daemon takes HL7 messages, and the desk behind them.</summary>
internal sealed class Hl7Doors : IAsyncDisposable
{
    private readonly OrderDesk _desk;
    private readonly MllpServer _server;
    private readonly ILogger _logger;
    private OrderFolder? _folder;

    /// <summary>Makes them; all are shut.</summary>
    /// <param name="settings">Who may come in.</param>
    /// <param name="areas">The storage areas.</param>
    /// <param name="editors">Change them.</param>
    /// <param name="rules">What the site says of messages.</param>
    /// <param name="timeouts">How long peers may take.</param>
    /// <param name="audit">Has a line for each message, and for who gets no connection; null: there is none.</param>
    /// <param name="metrics">Counts messages; null: nobody does.</param>
    /// <param name="logger">Receives the events 3500 to 3599.</param>
    public Hl7Doors(
        Hl7Settings settings, StorageAreas areas, AreaEditors editors, Func<Hl7Rules> rules, MllpTimeouts timeouts, AuditLog? audit,
        MessageMetrics? metrics, ILogger logger)
    {
        _logger = logger;
        _desk = new OrderDesk(areas, editors, rules, isDryRun: false, logger, TimeProvider.System)
        {
            MayCarryOut = audit is null ? null : (sender, message, cancellationToken) => audit.ReceivedAsync(
                time => MessageAudit.Receive(sender, message, time), cancellationToken),
            Reported = report =>
            {
                audit?.Handled(time => MessageAudit.Handle(report, time));
                metrics?.Hl7(MessageAudit.OutcomeOf(report));
            },
        };
        _server = new MllpServer(settings, _desk, timeouts, audit, logger);
    }

    /// <summary>Takes messages on a socket that listens; from now on it is the doors'.</summary>
    /// <param name="listener">The socket.</param>
    /// <param name="tls">Makes TLS connections of those that are accepted there; null: they stay as they are.</param>
    public void Open(Socket listener, TlsAcceptor? tls) => _server.Start(listener, tls);

    /// <summary>Takes the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="directory">The directory of the storage areas.</param>
    /// <exception cref="StartException">It cannot be used.</exception>
    public void Open(string folder, string directory) =>
        _folder = OrderFolder.Start(folder, directory, _desk, _logger);

    /// <summary>Shuts them at once; what is in work may be carried out for some time, then it is aborted.</summary>
    /// <param name="grace">How long that may take.</param>
    public Task StopAsync(TimeSpan grace) =>
        Task.WhenAll(_server.StopAsync(grace), _folder?.StopAsync(grace) ?? Task.CompletedTask);

    /// <summary>Stops without grace, unless they have been stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder?.Dispose();
    }
}
