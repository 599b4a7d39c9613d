using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;
using WorklistScp.Network.Turns;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Server;

/// <summary>
/// Takes the requests of one association to the services (PS3.7 9 and 10), and their responses back. There is one
/// outstanding request at most: no asynchronous operations window is negotiated (PS3.7 annex D.3.3.3).
/// </summary>
internal sealed class DimseService : IAsyncDisposable
{
    // Responses are gathered up to this number of bytes before they are written. With the one that is over it, that is
    // what the connection keeps memory for.
    private const int BurstLength = 48 * 1024;

    // Of what is usual, or one in so many bytes: a reference to an image has three in a hundred.
    private const int MaxElements = 10_000;
    private const int BytesPerElement = 32;

    // Usual queries have a tenth of it, or less.
    private const int LargeDataSet = 8 * 1024;

    private readonly DicomAssociation _association;
    private readonly IAssociationObserver? _observer;
    private readonly NegotiatedAssociation _negotiated;
    private readonly UpperLayerConnection _connection;
    private readonly DicomServices _services;
    private readonly ILogger _logger;
    private readonly DimseAssembler _assembler;
    private readonly DimseSender _sender;
    private readonly int _maxIdentifierLength;
    private readonly WorkTurn _turn;
    private DimseOperation? _operation;
    private bool _hasRefusedSOPClass;
    private bool _isOddityTold;

    public DimseService(
        DicomAssociation association,
        NegotiatedAssociation negotiated,
        UpperLayerConnection connection,
        ServerServices services,
        uint? maxPduLength = null)
    {
        _association = association;
        _observer = services.Options.Observer;
        _negotiated = negotiated;
        _connection = connection;
        _services = services.Services;
        _logger = services.Logger;
        DicomServerOptions options = services.Options;
        _maxIdentifierLength = options.MaxIdentifierLength;
        _assembler = new DimseAssembler(
            id => negotiated.Find(id) is not null, id => MaxLengthOf(negotiated.Find(id)!.AbstractSyntax));
        _sender = new DimseSender(
            connection, ShorterOf(negotiated.PeerMaxPduLength, maxPduLength), options.CompressionLevel);
        _turn = new WorkTurn(services.Turns, (association.RemoteEndPoint as IPEndPoint)?.Address, services.Time);
    }

    // 0 is no limit (PS3.8 annex D.1).
    private static uint ShorterOf(uint ofPeer, uint? own) => own is { } length && (ofPeer == 0 || length < ofPeer) ? length : ofPeer;

    /// <summary>Whose requests they are.</summary>
    public DicomAssociation Association => _association;

    /// <summary>How many C-FIND requests came.</summary>
    public int Queries { get; private set; }

    /// <summary>Whether a request waits for its final response.</summary>
    public bool IsAnswering => _operation is not null;

    /// <summary>Takes in fragments; performs the messages that they complete.</summary>
    /// <exception cref="PduException">The fragments make no message.</exception>
    /// <exception cref="DimseException">The message is malformed, or not to be expected.</exception>
    public void Receive(PDataTF data)
    {
        foreach (PresentationDataValue value in data.Values)
        {
            if (_assembler.TryAdd(value, out DimseMessage? message))
            {
                Perform(message);
            }
        }
    }

    /// <summary>Sends responses up to the final one, or until the peer sends something.</summary>
    /// <exception cref="PduException">The peer has begun a PDU and does not finish it.</exception>
    public async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var isInterrupted = false;
        while (_operation is not null && _connection.State != UpperLayerState.Sta1 && !isInterrupted)
        {
            if (!_operation.IsAnswered && !_operation.TryMoveNext())
            {
                await _connection.FlushAsync(cancellationToken);
                await _connection.WaitForInputOrAsync(_operation.Moving, cancellationToken);
                isInterrupted = _connection.HasInput();
                continue;
            }

            if (_operation.IsAnswered || SendNext(_operation))
            {
                await FinishAsync(_operation, cancellationToken);
            }

            if (_connection.UnflushedBytes >= BurstLength)
            {
                await _connection.FlushAsync(cancellationToken);
                await _turn.GiveWayAsync(); // a large answer to a peer that reads fast must not keep others from theirs
                isInterrupted = _connection.HasInput();
            }
        }
    }

    /// <summary>It is this side who ends the association; nothing else is to be done before it is disposed of.</summary>
    public void Abort() => _operation?.Abort();

    /// <summary>Cancels the request that is being answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_operation is not null)
        {
            await _operation.DisposeAsync();
            _operation = null;
        }
    }

    private void Perform(DimseMessage message)
    {
        if (message.Command is DimseCancel cancel)
        {
            Cancel(cancel.MessageID);
            return;
        }

        if (IsAnswering)
        {
            throw new DimseException("a second request before the final response to the first");
        }

        if (message.Command is not DimseRequest request)
        {
            throw new DimseException("a response, expected a request");
        }

        Begin(request, message);
    }

    private void Cancel(ushort messageID)
    {
        if (_operation?.MessageID == messageID)
        {
            NetworkLog.Cancelled(_logger, _association.Id, messageID);
            _operation.Cancel();
        }
        else
        {
            NetworkLog.CancelIgnored(_logger, _association.Id, messageID);
        }
    }

    private void Begin(DimseRequest command, DimseMessage message)
    {
        // The assembler has checked that it was accepted.
        AcceptedPresentationContext context = _negotiated.Find(message.PresentationContextID)!;
        Queries += command.Field == CommandField.CFindRQ ? 1 : 0;
        if (!IsOfContext(command, context))
        {
            Refuse(command, context, "Affected SOP Class is not that of the presentation context");
            return;
        }

        if (CommandFields.IsOfNoService(command.Field))
        {
            Refuse(command, context, $"The SOP class has no {CommandFields.ServiceOf(command.Field)}");
            return;
        }

        _turn.Begin(isCostly: message.DataSet.Length > LargeDataSet);
        DicomDataset? dataset = message.DataSet.IsEmpty ? null : ReadDataSet(command, message, context);
        DicomRequest request = DicomRequest.Of(command, dataset, _association, context, _turn);
        var operation = new DimseOperation(command, request, context, _logger);
        if (!operation.TryBegin(_services))
        {
            Refuse(command, context, $"The SOP class has no {operation.Service}");
            return;
        }

        LogBegin(operation);
        _operation = operation;
        AnswerAtOnce(operation);
    }

    // A single response that is ready waits for nothing: so C-ECHOs may come one upon the other.
    private void AnswerAtOnce(DimseOperation operation)
    {
        if (!operation.HasManyResponses && operation.TryMoveNext() && SendNext(operation) && operation.End.IsCompleted)
        {
            _operation = null;
            _ = operation.DisposeAsync().AsTask(); // has nothing to wait for
        }
    }

    // A device sends all its requests alike: it is told of once.
    private DicomDataset ReadDataSet(DimseRequest command, DimseMessage message, AcceptedPresentationContext context)
    {
        int maxLength = MaxLengthOf(context.AbstractSyntax);
        var limits = new DicomReadLimits
        {
            MaxLength = maxLength,
            MaxElements = Math.Max(MaxElements, maxLength / BytesPerElement),
        };
        DicomDataset dataset =
            message.ReadDataSet(context.TransferSyntax, limits, out IReadOnlyList<DicomOddity> oddities);
        if (oddities.Count > 0 && !_isOddityTold)
        {
            _isOddityTold = true;
            NetworkLog.DataSetOdd(
                _logger, _association.Id, CommandFields.ServiceOf(command.Field)!, command.MessageID,
                _association.CallingAETitle, _association.RemoteEndPoint, string.Join("; ", oddities));
        }

        return dataset;
    }

    private int MaxLengthOf(DicomUID sopClass) => _services.MaxDatasetLengthOf(sopClass) ?? _maxIdentifierLength;

    // Where the peer names no SOP class, that of the presentation context is meant.
    private bool IsOfContext(DimseRequest command, AcceptedPresentationContext context) =>
        command.Field == CommandField.CEchoRQ || command.SOPClass.UID.Length == 0
        || command.SOPClass == context.AbstractSyntax
        || _services.AreOfOneService(command.SOPClass, context.AbstractSyntax);

    // PS3.7 annex C. A peer can do so again and again: the log warns of the first.
    private void Refuse(DimseRequest command, AcceptedPresentationContext context, string comment)
    {
        DicomStatus status = CommandFields.IsOfInstances(command.Field)
            ? DicomStatus.UnrecognizedOperation
            : DicomStatus.SOPClassNotSupported;
        string service = CommandFields.ServiceOf(command.Field)!;
        NetworkLog.SOPClassNotSupported(
            _logger, _hasRefusedSOPClass ? LogLevel.Debug : LogLevel.Warning, _association.Id, service,
            command.MessageID, _association.CallingAETitle, _association.RemoteEndPoint, new NamedUID(command.SOPClass),
            new NamedUID(context.AbstractSyntax), status);
        _hasRefusedSOPClass = true;
        if (command.Field == CommandField.CFindRQ)
        {
            _observer?.OnFindRefused(_association, command.MessageID, status, comment);
        }

        _sender.Send(
            context.ID, DimseResponse.To(command, context.AbstractSyntax, status) with { ErrorComment = comment });
    }

    // Whether that was the final one.
    private bool SendNext(DimseOperation operation)
    {
        DicomStatus status = Send(operation, operation.Take());
        operation.IsAnswered = !status.IsPending;
        if (operation.IsAnswered)
        {
            LogEnd(operation, status);
        }

        return operation.IsAnswered;
    }

    private void LogBegin(DimseOperation operation)
    {
        if (operation.IsVerification)
        {
            NetworkLog.Echo(_logger, _association.Id, operation.MessageID);
        }
        else
        {
            NetworkLog.Requested(
                _logger, _association.Id, operation.Service, operation.MessageID, operation.Context.TransferSyntax);
        }
    }

    private void LogEnd(DimseOperation operation, DicomStatus status)
    {
        if (operation.HasManyResponses)
        {
            NetworkLog.FindAnswered(
                _logger, _association.Id, operation.Service, operation.MessageID, operation.Matches, status);
        }
        else if (!operation.IsVerification)
        {
            NetworkLog.Answered(_logger, _association.Id, operation.Service, operation.MessageID, status);
        }
    }

    private DicomStatus Send(DimseOperation operation, DicomResponse response)
    {
        IDicomDatasetSource? dataset = response.DatasetSource ?? DicomDatasetSource.Of(response.Dataset);
        try
        {
            DimseResponse command = operation.CommandOf(response, hasDataSet: dataset is not null);
            int before = _connection.UnflushedBytes;
            _sender.Send(operation.Context.ID, command, dataset, operation.Context.TransferSyntax);
            operation.AddBytes(dataset is null ? 0 : _connection.UnflushedBytes - before);
            return response.Status;
        }
        catch (Exception e) when (dataset is not null)
        {
            return Send(operation, operation.Fail(e)); // it cannot be written, the service's fault
        }
    }

    // A service that has something left to do does it when the peer has its answer.
    private async ValueTask FinishAsync(DimseOperation operation, CancellationToken cancellationToken)
    {
        if (!operation.End.IsCompleted)
        {
            await _connection.FlushAsync(cancellationToken);
            await operation.End.WaitAsync(cancellationToken);
        }

        await DisposeAsync();
    }
}
