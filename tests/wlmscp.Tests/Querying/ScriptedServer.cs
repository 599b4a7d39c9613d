using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Server;

namespace Wlmscp.Tests.Querying;

/// <summary>A worklist SCP whose answers a test writes down.</summary>
internal sealed class ScriptedServer : IDicomCFindProvider, IAsyncDisposable
{
    private readonly DicomCFindResponse[] _responses;
    private readonly DicomServer _server;

    /// <summary>Listens.</summary>
    /// <param name="options">What it accepts; null: all.</param>
    /// <param name="responses">What it answers to C-FIND.</param>
    public ScriptedServer(DicomServerOptions? options, params DicomCFindResponse[] responses)
    {
        _responses = responses;
        _server = new DicomServer(
            (options ?? new DicomServerOptions()) with { Address = IPAddress.Loopback, Port = 0 },
            this, _ => true, NullLogger.Instance);
        _server.Start();
    }

    /// <summary>The port.</summary>
    public string Port => _server.LocalEndPoint.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The keys of the last query.</summary>
    public DicomDataset? Identifier { get; private set; }

    /// <inheritdoc/>
    public IAsyncEnumerable<DicomCFindResponse> OnCFindRequestAsync(
        DicomCFindRequest request, CancellationToken cancellationToken)
    {
        Identifier = request.Identifier;
        return _responses.ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
