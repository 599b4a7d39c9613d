using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Client;

/// <summary>
/// An association as its requestor, with the services C-ECHO and C-FIND (PS3.7 9.1). Those for instances are in
/// <see cref="InstanceServices"/>.
/// One flow at a time may use it; <see cref="CCancel"/> alone may be called beside a running C-FIND.
/// </summary>
public sealed class DicomClient : IAsyncDisposable
{
    private readonly UpperLayerConnection _connection;
    private readonly DimseAssembler _assembler;
    private readonly DicomReadLimits _limits;
    private readonly Queue<DimseMessage> _messages = new();
    private NegotiatedAssociation? _negotiated;
    private DimseSender? _sender;
    private ushort _lastMessageID;
    private volatile bool _isCancelWanted;

    private DicomClient(UpperLayerConnection connection, int maxIdentifierLength)
    {
        _connection = connection;
        _assembler = new DimseAssembler(id => _negotiated?.Find(id) is not null, _ => maxIdentifierLength);
        _limits = new DicomReadLimits { MaxLength = maxIdentifierLength };
    }

    /// <summary>The implementation version that this program sends, as requestor and as acceptor.</summary>
    public static string OwnVersionName => AssociationPolicy.OwnImplementationVersionName;

    /// <summary>What was agreed on.</summary>
    public NegotiatedAssociation Association => _negotiated ?? throw new InvalidOperationException("not associated");

    /// <summary>Connects and associates.</summary>
    /// <exception cref="ArgumentException">An AE title is too long or not ISO 646.</exception>
    /// <exception cref="SocketException">No connection can be made.</exception>
    /// <exception cref="TlsHandshakeException">The peer gets no TLS connection; no DICOM was sent.</exception>
    /// <exception cref="TimeoutException">There was no connection in time.</exception>
    /// <exception cref="DicomAssociationRejectedException">The peer rejected the association.</exception>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public static async Task<DicomClient> ConnectAsync(
        DicomClientOptions options,
        ILogger? logger = null,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        TimeProvider time = timeProvider ?? TimeProvider.System;
        Stream stream = await ClientTransport.OpenAsync(options, time, cancellationToken);
        var settings = new UpperLayerSettings(
            options.MaxPduLength, options.AcseTimeout, options.DimseTimeout, PduTimeout: options.DimseTimeout);
        var connection = UpperLayerConnection.Request(
            stream, settings, time, logger ?? NullLogger.Instance, "client");
        var client = new DicomClient(connection, options.MaxIdentifierLength);
        try
        {
            await client.AssociateAsync(MakeRequest(options), cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Verifies the connection: C-ECHO (PS3.7 9.1.5).</summary>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public async Task<DicomStatus> CEchoAsync(CancellationToken cancellationToken = default)
    {
        (DimseResponse response, _) = await RequestAsync(
            DicomUID.Verification, DimseRequest.CEcho, dataset: null, cancellationToken);
        return response.Status;
    }

    /// <summary>Asks for a service that has one response, and takes that.</summary>
    /// <param name="sopClass">The SOP class, of which a presentation context was accepted.</param>
    /// <param name="makeCommand">Makes the command of a message ID.</param>
    /// <param name="dataset">The data set; null sends none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    internal async Task<(DimseResponse Response, DicomDataset? Dataset)> RequestAsync(
        DicomUID sopClass, Func<ushort, DimseRequest> makeCommand, DicomDataset? dataset,
        CancellationToken cancellationToken)
    {
        AcceptedPresentationContext context = FindContext(sopClass);
        DimseRequest request = makeCommand(++_lastMessageID);
        _sender!.Send(context.ID, request, DicomDatasetSource.Of(dataset), context.TransferSyntax);
        DimseMessage message = await ReceiveMessageAsync(cancellationToken);
        return IsResponse(message, request, out DimseResponse? response)
            ? (response, await ReadDataSetAsync(message, context.TransferSyntax))
            : throw await FailAsync(
                new DimseException($"expected the response to the {CommandFields.ServiceOf(request.Field)}"));
    }

    /// <summary>
    /// Queries: C-FIND (PS3.7 9.1.2). The responses are to be read up to the final one, which is the last.
    /// </summary>
    /// <param name="sopClass">The information model.</param>
    /// <param name="identifier">The keys; null sends none.</param>
    /// <param name="cancellationToken">Gives up waiting; to end the query, use <see cref="CCancel"/>.</param>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public async IAsyncEnumerable<DicomCFindResponse> CFindAsync(
        DicomUID sopClass, DicomDataset? identifier,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AcceptedPresentationContext context = FindContext(sopClass);
        var request = DimseRequest.CFind(++_lastMessageID, sopClass, hasIdentifier: identifier is not null);
        _isCancelWanted = false;
        _sender!.Send(context.ID, request, DicomDatasetSource.Of(identifier), context.TransferSyntax);
        DicomStatus status;
        do
        {
            DimseMessage message = await ReceiveMessageAsync(
                cancellationToken, () => SendCancelIfWanted(context, request));
            if (!IsResponse(message, request, out DimseResponse? response))
            {
                throw await FailAsync(new DimseException("expected a response to the C-FIND"));
            }

            status = response.Status;
            yield return new DicomCFindResponse(status, await ReadDataSetAsync(message, context.TransferSyntax))
            {
                OffendingElements = response.OffendingElements,
                ErrorComment = response.ErrorComment,
            };
        }
        while (status.IsPending);
    }

    /// <summary>
    /// Asks the peer to end the running C-FIND: C-CANCEL (PS3.7 9.3.2.3). It is sent by the flow that reads the
    /// responses; the peer still gives a final one, FE00 if it was in time.
    /// </summary>
    public void CCancel()
    {
        _isCancelWanted = true;
        _connection.Wake();
    }

    /// <summary>Ends the association in order (PS3.8 7.2).</summary>
    /// <exception cref="DicomAssociationAbortedException">The association was aborted.</exception>
    public async Task ReleaseAsync(CancellationToken cancellationToken = default)
    {
        _connection.Send(new AReleaseRQ());
        while (_connection.State != UpperLayerState.Sta1)
        {
            Pdu pdu = await ReceiveAsync(cancellationToken);
            if (pdu is AReleaseRQ)
            {
                _connection.Send(new AReleaseRP()); // both sides at once: release collision (PS3.8 7.2.2.7)
            }
        }
    }

    /// <summary>Ends the association at once: A-ABORT of the service user (PS3.8 7.3).</summary>
    public Task AbortAsync() => AbortAsync(new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified));

    /// <summary>Closes the connection; aborts the association if it was not released.</summary>
    public async ValueTask DisposeAsync()
    {
        await AbortAsync();
        await _connection.DisposeAsync();
    }

    private static AAssociateRQ MakeRequest(DicomClientOptions options) =>
        new(options.CalledAETitle,
            options.CallingAETitle,
            DicomUID.DICOMApplicationContext,
            [
                .. options.PresentationContexts.Select((context, index) => new ProposedPresentationContext(
                    (byte)((2 * index) + 1),
                    context.AbstractSyntax,
                    [.. context.TransferSyntaxes.Select(syntax => syntax.UID)])),
            ],
            new UserInformation(
                options.MaxPduLength,
                DicomUID.ImplementationClass,
                AssociationPolicy.OwnImplementationVersionName)
            {
                ExtendedNegotiation = options.ExtendedNegotiation,
            });

    private async Task AssociateAsync(AAssociateRQ request, CancellationToken cancellationToken)
    {
        _connection.Send(request);
        switch (await ReceiveAsync(cancellationToken))
        {
            case AAssociateRJ reject:
                throw new DicomAssociationRejectedException(reject);
            case AAssociateAC accept:
                await EstablishAsync(request, accept);
                break;
        }
    }

    private async Task EstablishAsync(AAssociateRQ request, AAssociateAC accept)
    {
        try
        {
            _negotiated = NegotiatedAssociation.ForRequestor(request, accept);
        }
        catch (PduException e)
        {
            throw await FailAsync(e);
        }

        _sender = new DimseSender(_connection, _negotiated.PeerMaxPduLength);
    }

    private AcceptedPresentationContext FindContext(DicomUID abstractSyntax) =>
        Association.Find(abstractSyntax)
        ?? throw new InvalidOperationException($"the peer accepted no presentation context of {abstractSyntax}");

    private static bool IsResponse(
        DimseMessage message, DimseRequest request, [NotNullWhen(true)] out DimseResponse? response)
    {
        response = message.Command as DimseResponse;
        return response?.MessageID == request.MessageID && response.Field == CommandFields.ResponseTo(request.Field);
    }

    private void SendCancelIfWanted(AcceptedPresentationContext context, DimseRequest request)
    {
        if (_isCancelWanted)
        {
            _isCancelWanted = false;
            _sender!.Send(context.ID, new DimseCancel(request.MessageID));
        }
    }

    private async ValueTask<DicomDataset?> ReadDataSetAsync(DimseMessage message, DicomTransferSyntax syntax)
    {
        try
        {
            return message.Command.HasDataSet ? message.ReadDataSet(syntax, _limits, out _) : null;
        }
        catch (DimseException e)
        {
            throw await FailAsync(e);
        }
    }

    private async Task<DimseMessage> ReceiveMessageAsync(
        CancellationToken cancellationToken, Action? beforeWaiting = null)
    {
        DimseMessage? message;
        while (!_messages.TryDequeue(out message))
        {
            if (await ReceiveAsync(cancellationToken, beforeWaiting) is PDataTF data)
            {
                await AssembleAsync(data);
            }
            else
            {
                throw await FailAsync(new DimseException("the peer releases before it has answered"));
            }
        }

        return message;
    }

    private async ValueTask AssembleAsync(PDataTF data)
    {
        try
        {
            foreach (PresentationDataValue value in data.Values)
            {
                if (_assembler.TryAdd(value, out DimseMessage? message))
                {
                    _messages.Enqueue(message);
                }
            }
        }
        catch (Exception e) when (e is PduException or DimseException)
        {
            throw await FailAsync(e);
        }
    }

    private async Task<Pdu> ReceiveAsync(CancellationToken cancellationToken, Action? beforeWaiting = null)
    {
        try
        {
            Pdu? pdu;
            while (!_connection.TryReceive(out pdu))
            {
                if (_connection.State == UpperLayerState.Sta1)
                {
                    throw Closed();
                }

                beforeWaiting?.Invoke();
                await _connection.WaitAsync(cancellationToken);
            }

            return pdu is AAbort abort ? throw new DicomAssociationAbortedException(abort.Source, abort.Reason) : pdu;
        }
        catch (Exception e) when (e is PduException or TimeoutException)
        {
            throw await FailAsync(e);
        }
    }

    private DicomAssociationAbortedException Closed() => new(
        AbortSource.ServiceProvider, AbortReason.NotSpecified,
        $"association lost: {_connection.Loss ?? "the connection is closed"}");

    private async Task AbortAsync(AAbort abort)
    {
        if (_connection.State is not (UpperLayerState.Sta1 or UpperLayerState.Sta13))
        {
            _connection.Send(abort);
            await _connection.FlushLastAsync();
        }
    }

    // The one place where an offence of the peer becomes A-ABORT.
    private async Task<DicomAssociationAbortedException> FailAsync(Exception cause)
    {
        var abort = cause is PduException offence
            ? new AAbort(AbortSource.ServiceProvider, offence.Reason)
            : new AAbort(AbortSource.ServiceUser, AbortReason.NotSpecified);
        await AbortAsync(abort);
        return new DicomAssociationAbortedException(
            abort.Source, abort.Reason, $"association aborted by this side: {cause.Message}");
    }
}
