using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Network;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;

namespace Wlmscp.Tests.Mpps;

/// <summary>An SCP of performed steps to which messages are sent on, and that remembers what came.</summary>
internal sealed class RecordingTarget : IDicomService, IAsyncDisposable
{
    /// <summary>Its AE title.</summary>
    public const string Title = "RIS";

    private readonly Func<RecordedMessage, DicomResponse?> _answer;
    private readonly DicomServer _server;
    private readonly Lock _lock = new();
    private readonly List<RecordedMessage> _received = [];

    private RecordingTarget(int port, Func<RecordedMessage, DicomResponse?>? answer)
    {
        _answer = answer ?? (_ => new DicomResponse(DicomStatus.Success));
        _server = new DicomServer(
            new DicomServerOptions { Address = IPAddress.Loopback, Port = port },
            new DicomServices().Add(DicomUID.ModalityPerformedProcedureStep, this),
            (_, _) => ValueTask.FromResult<bool?>(true),
            NullLogger.Instance);
    }

    /// <summary>What the command line calls it.</summary>
    public string Name => NameOf(_server.LocalEndPoint.Port);

    /// <summary>What came so far.</summary>
    public IReadOnlyList<RecordedMessage> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>What the command line calls one at a port.</summary>
    public static string NameOf(int port) => FormattableString.Invariant($"{Title}@127.0.0.1:{port}");

    /// <summary>Starts one.</summary>
    /// <param name="answer">What it answers, and null where it never does; not there: always success.</param>
    /// <param name="port">Where; 0: anywhere.</param>
    public static RecordingTarget Start(Func<RecordedMessage, DicomResponse?>? answer = null, int port = 0)
    {
        var target = new RecordingTarget(port, answer);
        target._server.Start();
        return target;
    }

    /// <summary>Starts one that speaks TLS only.</summary>
    public static RecordingTarget StartWithTls(TlsSettings settings)
    {
        var target = new RecordingTarget(0, answer: null);
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        target._server.Start(listener, TlsAcceptor.Create(settings));
        return target;
    }

    /// <summary>Waits until so many messages have come.</summary>
    /// <returns>Each in a line: <c>N-CREATE 1.2.3 of MODALITY</c>.</returns>
    public async Task<string[]> WaitForAsync(int count)
    {
        await Eventually.IsTrueAsync(() => Received.Count >= count, $"{count} messages");
        return [.. Received.Select(message => message.ToString())];
    }

    public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken) =>
        request is DicomNRequest change ? AnswerAsync(change, cancellationToken) : null;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async IAsyncEnumerable<DicomResponse> AnswerAsync(
        DicomNRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var message = new RecordedMessage(
            request is DicomNCreateRequest ? "N-CREATE" : "N-SET", request.SOPInstance?.UID ?? "",
            request.Association.CallingAETitle, request.Association.CalledAETitle, request.Dataset ?? []);
        lock (_lock)
        {
            _received.Add(message);
        }

        DicomResponse? response = _answer(message);
        if (response is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        yield return response!;
    }
}

/// <summary>A message that was sent on.</summary>
internal sealed record RecordedMessage(
    string Operation, string UID, string CallingAETitle, string CalledAETitle, DicomDataset Dataset)
{
    /// <summary>A value of it; null: it has none.</summary>
    public string? this[DicomTag tag] => Dataset.TryGetString(tag, out string? value) ? value : null;

    public override string ToString() => $"{Operation} {UID} of {CallingAETitle}";
}
