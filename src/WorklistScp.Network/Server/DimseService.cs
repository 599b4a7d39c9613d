using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Turns;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Server;

/// <summary>
/// Performs C-ECHO and C-FIND for one association (PS3.7 9.1). There is one outstanding request at most:
/// no asynchronous operations window is negotiated (PS3.7 annex D.3.3.3).
/// </summary>
internal sealed class DimseService : IAsyncDisposable
{
    // Responses are gathered up to this number of bytes before they are written. With the one that is over it, that is
    // what the connection keeps memory for.
    private const int BurstLength = 48 * 1024;

    private const int MaxIdentifierElements = 10_000;

    // Usual queries have a tenth of it, or less.
    private const int LargeIdentifier = 8 * 1024;

    private readonly DicomAssociation _association;
    private readonly NegotiatedAssociation _negotiated;
    private readonly UpperLayerConnection _connection;
    private readonly IDicomCFindProvider _provider;
    private readonly ILogger _logger;
    private readonly DimseAssembler _assembler;
    private readonly DimseSender _sender;
    private readonly DicomReadLimits _limits;
    private readonly WorkTurn _turn;
    private FindOperation? _find;
    private bool _hasRefusedSOPClass;
    private bool _isOddityTold;

    public DimseService(
        DicomAssociation association,
        NegotiatedAssociation negotiated,
        UpperLayerConnection connection,
        ServerServices services)
    {
        _association = association;
        _negotiated = negotiated;
        _connection = connection;
        _provider = services.Provider;
        _logger = services.Logger;
        DicomServerOptions options = services.Options;
        _assembler = new DimseAssembler(id => negotiated.Find(id) is not null, options.MaxIdentifierLength);
        _sender = new DimseSender(connection, negotiated.PeerMaxPduLength, options.CompressionLevel);
        _limits = new DicomReadLimits { MaxLength = options.MaxIdentifierLength, MaxElements = MaxIdentifierElements };
        _turn = new WorkTurn(services.Turns, (association.RemoteEndPoint as IPEndPoint)?.Address, services.Time);
    }

    /// <summary>Whether a request waits for its final response.</summary>
    public bool IsAnswering => _find is not null;

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
        while (_find is not null && _connection.State != UpperLayerState.Sta1 && !isInterrupted)
        {
            if (!_find.TryMoveNext())
            {
                await _connection.FlushAsync(cancellationToken);
                await _connection.WaitForInputOrAsync(_find.Moving, cancellationToken);
                isInterrupted = _connection.HasInput();
                continue;
            }

            await SendNextAsync(_find, cancellationToken);
            if (_connection.UnflushedBytes >= BurstLength)
            {
                await _connection.FlushAsync(cancellationToken);
                await _turn.GiveWayAsync(); // a large answer to a peer that reads fast must not keep others from theirs
                isInterrupted = _connection.HasInput();
            }
        }
    }

    /// <summary>Cancels the request that is being answered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_find is not null)
        {
            await _find.DisposeAsync();
            _find = null;
        }
    }

    private void Perform(DimseMessage message)
    {
        if (message.Command is CCancelRQ cancel)
        {
            Cancel(cancel.MessageID);
            return;
        }

        if (IsAnswering)
        {
            throw new DimseException("a second request before the final response to the first");
        }

        switch (message.Command)
        {
            case CEchoRQ echo:
                NetworkLog.Echo(_logger, _association.Id, echo.MessageID);
                _sender.Send(message.PresentationContextID, new CEchoRSP(echo.MessageID, DicomStatus.Success));
                break;
            case CFindRQ find:
                StartFind(find, message);
                break;
            default:
                throw new DimseException("a response, expected a request");
        }
    }

    private void Cancel(ushort messageID)
    {
        if (_find?.MessageID == messageID)
        {
            NetworkLog.Cancelled(_logger, _association.Id, messageID);
            _find.Cancel();
        }
        else
        {
            NetworkLog.CancelIgnored(_logger, _association.Id, messageID);
        }
    }

    private void StartFind(CFindRQ command, DimseMessage message)
    {
        // The assembler has checked that it was accepted.
        AcceptedPresentationContext context = _negotiated.Find(message.PresentationContextID)!;
        if (!IsOfWorklist(command, context))
        {
            RefuseSOPClass(command, context);
            return;
        }

        NetworkLog.Find(_logger, _association.Id, command.MessageID, context.TransferSyntax);
        _turn.Begin(isCostly: message.DataSet.Length > LargeIdentifier);
        DicomDataset identifier = message.DataSet.IsEmpty ? [] : ReadIdentifier(command, message, context);
        var request =
            new DicomCFindRequest(command.MessageID, _association, context.TransferSyntax, identifier, _turn);
        _find = new FindOperation(message.PresentationContextID, request, _provider, _logger);
    }

    // A device sends all its queries alike: it is told of once.
    private DicomDataset ReadIdentifier(CFindRQ command, DimseMessage message, AcceptedPresentationContext context)
    {
        DicomDataset identifier =
            message.ReadIdentifier(context.TransferSyntax, _limits, out IReadOnlyList<DicomOddity> oddities);
        if (oddities.Count > 0 && !_isOddityTold)
        {
            _isOddityTold = true;
            NetworkLog.IdentifierOdd(_logger, _association.Id, command.MessageID, string.Join("; ", oddities));
        }

        return identifier;
    }

    // Where the peer names no SOP class, that of the presentation context is meant.
    private static bool IsOfWorklist(CFindRQ command, AcceptedPresentationContext context)
    {
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        return context.AbstractSyntax == worklist
            && (command.SOPClass == worklist || command.SOPClass.UID.Length == 0);
    }

    // PS3.7 annex C. A peer can do so again and again: the log warns of the first.
    private void RefuseSOPClass(CFindRQ command, AcceptedPresentationContext context)
    {
        DicomUID worklist = DicomUID.ModalityWorklistInformationModelFind;
        DicomStatus status = DicomStatus.SOPClassNotSupported;
        NetworkLog.SOPClassNotSupported(
            _logger, _hasRefusedSOPClass ? LogLevel.Debug : LogLevel.Warning, _association.Id, command.MessageID,
            _association.CallingAETitle, new NamedUID(command.SOPClass), new NamedUID(context.AbstractSyntax), worklist,
            status);
        _hasRefusedSOPClass = true;
        var response = new CFindRSP(command.MessageID, context.AbstractSyntax, status, HasIdentifier: false)
        {
            ErrorComment = context.AbstractSyntax == worklist
                ? "Affected SOP Class is not that of the presentation context"
                : "The presentation context is not that of the worklist",
        };
        _sender.Send(context.ID, response);
    }

    private async ValueTask SendNextAsync(FindOperation find, CancellationToken cancellationToken)
    {
        DicomStatus status = Send(find, find.Take());
        if (!status.IsPending)
        {
            NetworkLog.FindAnswered(_logger, _association.Id, find.MessageID, find.Matches, status);
            await FinishAsync(find, cancellationToken);
        }
    }

    private DicomStatus Send(FindOperation find, DicomCFindResponse response)
    {
        IDicomDatasetSource? identifier = response.IdentifierSource ?? DicomDatasetSource.Of(response.Identifier);
        try
        {
            CFindRSP command = find.CommandOf(response, hasIdentifier: identifier is not null);
            _sender.Send(find.PresentationContextID, command, identifier, find.TransferSyntax);
            return response.Status;
        }
        catch (Exception e) when (identifier is not null)
        {
            return Send(find, find.Fail(e)); // it cannot be written, the provider's fault
        }
    }

    // A provider that has something left to do does it when the peer has its answer.
    private async ValueTask FinishAsync(FindOperation find, CancellationToken cancellationToken)
    {
        if (!find.End.IsCompleted)
        {
            await _connection.FlushAsync(cancellationToken);
            await find.End.WaitAsync(cancellationToken);
        }

        await DisposeAsync();
    }
}
