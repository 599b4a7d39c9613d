using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Performing;

/// <summary>An MPPS SCP that remembers what it was told, and whose answers a test writes down.</summary>
internal sealed class MppsPeer : IDicomService, IAsyncDisposable
{
    private readonly Queue<DicomResponse> _answers;
    private readonly int? _maxDatasetLength;
    private readonly DicomServer _server;

    /// <summary>Listens.</summary>
    /// <param name="answers">What it answers, one after the other; then success.</param>
    public MppsPeer(params DicomResponse[] answers)
        : this(maxDatasetLength: null, answers)
    {
    }

    private MppsPeer(int? maxDatasetLength, params DicomResponse[] answers)
    {
        _answers = new Queue<DicomResponse>(answers);
        _maxDatasetLength = maxDatasetLength;
        _server = new DicomServer(
            new DicomServerOptions { Address = IPAddress.Loopback, Port = 0 },
            new DicomServices().Add(DicomUID.ModalityPerformedProcedureStep, this),
            (_, _) => ValueTask.FromResult<bool?>(true), NullLogger.Instance);
        _server.Start();
    }

    /// <summary>The port.</summary>
    public string Port => _server.LocalEndPoint.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The N-CREATEs and N-SETs, in the order in which they came.</summary>
    public List<DicomNRequest> Requests { get; } = [];

    /// <inheritdoc/>
    public int? MaxDatasetLength => _maxDatasetLength;

    /// <summary>Makes one that aborts the association when it is told anything.</summary>
    public static MppsPeer Aborting() => new(maxDatasetLength: 1);

    /// <inheritdoc/>
    public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken)
    {
        if (request is not (DicomNCreateRequest or DicomNSetRequest))
        {
            return null;
        }

        Requests.Add((DicomNRequest)request);
        DicomResponse answer = _answers.TryDequeue(out DicomResponse? next) ? next : new(DicomStatus.Success);
        return new[] { answer }.ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
