using System.Net;
using Microsoft.Extensions.Logging;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Logging;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Tls;
using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Server;

/// <summary>One association from its request to its end, as its acceptor.</summary>
internal sealed class ServerAssociation(
    UpperLayerConnection connection, ServerServices services, string id, EndPoint? peer, ConnectionPlace? place = null,
    TlsPeer? tls = null)
    : IAsyncDisposable
{
    // So often there may be input at once: a peer that always has some must not keep the thread to itself.
    private const int MaxStepsInARow = 8;

    private readonly ILogger _logger = services.Logger;
    private readonly IPAddress? _address = (peer as IPEndPoint)?.Address;
    private readonly PeerText _peer = new(peer, services.HostNames, tls);
    private DimseService? _dimse;
    private long _establishedAt;
    private bool _isEndTold;
    private (AssociationEndKind Kind, bool? IsByPeer, string? Comment)? _end;
    private SlotAnswer? _slot; // null: none was asked for, or it was given back
    private int _stepsInARow;
    private bool _hasEnded; // and that was logged: what the peer still sends is no news

    private bool IsEstablished =>
        connection.State is not (UpperLayerState.Sta1 or UpperLayerState.Sta2 or UpperLayerState.Sta13);

    /// <summary>Serves the peer until the connection is over.</summary>
    /// <param name="stopping">Ends connections that have no association.</param>
    /// <param name="aborting">Aborts the association.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        try
        {
            while (connection.State != UpperLayerState.Sta1)
            {
                await StepAsync(stopping, aborting);
            }
        }
        catch (OperationCanceledException)
        {
            _dimse?.Abort();
            if (IsEstablished)
            {
                Abort(AbortSource.ServiceUser, AbortReason.NotSpecified, "the server ends");
                await connection.FlushLastAsync();
            }
        }
    }

    /// <summary>Cancels what is being answered.</summary>
    public async ValueTask DisposeAsync()
    {
        ReleaseSlot();
        if (_dimse is not null)
        {
            await _dimse.DisposeAsync();
            TellEnd(_dimse);
            _dimse = null;
        }
    }

    // The one place where an offence of the peer becomes A-ABORT.
    private async Task StepAsync(CancellationToken stopping, CancellationToken aborting)
    {
        try
        {
            while (ReceiveAll() is { } request)
            {
                await AnswerAsync(request, stopping);
            }

            if (IsEstablished && _dimse is { IsAnswering: true })
            {
                await _dimse.AnswerAsync(aborting);
            }

            if (connection.State == UpperLayerState.Sta8 && _dimse is { IsAnswering: false })
            {
                _hasEnded = true;
                _end = (AssociationEndKind.Released, IsByPeer: true, null);
                NetworkLog.AssociationReleased(_logger, id);
                TellEnd(_dimse); // before the peer knows, who may request the next at once
                connection.Send(new AReleaseRP());
            }

            if (!IsEstablished)
            {
                ReleaseSlot(); // before the peer knows that its association has ended: it may request the next at once
                await connection.FlushAsync(aborting);
                place?.IsOver();
                await DisposeAsync();
            }

            Task waiting = connection.WaitAsync(IsEstablished ? aborting : stopping);
            _stepsInARow = waiting.IsCompleted ? _stepsInARow + 1 : 0;
            await waiting;
            if (_stepsInARow >= MaxStepsInARow)
            {
                _stepsInARow = 0;
                await Task.Yield();
            }
        }
        catch (PduException e)
        {
            if (e.IsTls && connection.State == UpperLayerState.Sta2 && tls is null)
            {
                TellTls();
            }

            Abort(AbortSource.ServiceProvider, e.Reason, e.Message);
        }
        catch (DimseException e)
        {
            Abort(AbortSource.ServiceUser, AbortReason.NotSpecified, e.Message);
        }
        catch (TimeoutException)
        {
            Abort(AbortSource.ServiceUser, AbortReason.NotSpecified, "silent for too long");
        }
    }

    // Up to a request, for what follows it depends on its answer; null: there is no more.
    private AAssociateRQ? ReceiveAll()
    {
        while (connection.TryReceive(out Pdu? pdu))
        {
            switch (pdu)
            {
                case AAssociateRQ request:
                    return request;
                case PDataTF data:
                    _dimse?.Receive(data);
                    break;
                case AAbort abort when !_hasEnded:
                    _end = (AssociationEndKind.Aborted, IsByPeer: true, $"{abort.Source}, {abort.Reason}");
                    NetworkLog.AbortReceived(_logger, id, _peer, abort.Source, abort.Reason);
                    break;
            }
        }

        return null;
    }

    private async ValueTask AnswerAsync(AAssociateRQ request, CancellationToken stopping)
    {
        place?.HasRequest();
        AssociationAnswer? answer = await FindAnswerAsync(request, stopping);
        switch (answer?.Pdu)
        {
            case AAssociateAC accept:
                place?.HasAssociation();
                connection.Send(accept);
                Establish(request, accept, answer.Terms);
                break;
            case AAssociateRJ reject:
                connection.Send(reject);
                LogReject(request, reject, answer);
                break;
        }
    }

    // What costs least comes first: nothing is looked up or taken for a peer that is refused anyway. Null: the peer
    // aborts or has gone.
    private async ValueTask<AssociationAnswer?> FindAnswerAsync(AAssociateRQ request, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
        {
            return AssociationNegotiator.ServerEnds;
        }

        Func<DicomAssociation, AssociationTerms>? termsOf = services.Options.TermsOf;
        AssociationAnswer answer = services.Negotiator.Answer(
            request, _address, termsOf is null ? null : () => termsOf(Describe(request)));
        if (answer.Pdu is not AAssociateAC)
        {
            return answer;
        }

        if (AssociationNegotiator.RejectWithoutTls(answer.Terms, tls is not null) is { } withoutTls)
        {
            return withoutTls;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            string called = answer.Terms.CalledAETitle ?? request.CalledAETitle;
            Task<bool?> looking = services.IsCalledAETitleKnown(called, leaving.Token).AsTask();
            if (!await connection.HoldUntilAsync(looking, stopping))
            {
                await leaving.CancelAsync();
                return null;
            }

            return AssociationNegotiator.RejectCalledAETitle(await looking, answer.Terms) ?? TakeSlot() ?? answer;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return AssociationNegotiator.ServerEnds;
        }
    }

    private AssociationAnswer? TakeSlot()
    {
        _slot = services.Slots.TryTake(_address);
        return _slot == SlotAnswer.Taken ? null : AssociationNegotiator.LocalLimitExceeded;
    }

    private void LogReject(AAssociateRQ request, AAssociateRJ reject, AssociationAnswer answer)
    {
        _hasEnded = true;
        string? cause = answer.Cause;
        string? unmet = answer.Terms.Source is null ? null : cause;
        string words = cause is null ? reject.ReasonInWords : $"{reject.ReasonInWords}: {cause}";
        if (_slot == SlotAnswer.NoneIsFree && services.LocalLimitNews.IsDue())
        {
            NetworkLog.TooManyAssociations(
                _logger, id, request.CallingAETitle, _peer, request.CalledAETitle,
                reject.Result, reject.Source, reject.Reason, words, services.Slots.Count);
        }
        else if (_slot == SlotAnswer.AddressHasMost)
        {
            NetworkLog.TooManyAssociationsOfAddress(
                _logger, id, request.CallingAETitle, _peer, request.CalledAETitle,
                reject.Result, reject.Source, reject.Reason, words, services.Slots.CountOfAddress,
                services.Slots.Count);
        }
        else if (services.RejectedTitles?.TryTell(id, request, reject, _peer, unmet) is not true)
        {
            NetworkLog.AssociationRejected(
                _logger, id, request.CallingAETitle, _peer, request.CalledAETitle,
                reject.Result, reject.Source, reject.Reason, words);
        }

        services.Options.Observer?.OnRejected(
            Describe(request), new AssociationRejection(reject.Result, reject.Source, reject.Reason, words));
    }

    private void Establish(AAssociateRQ request, AAssociateAC accept, AssociationTerms terms)
    {
        if (_address is not null)
        {
            services.HostNames?.StartLookUp(_address);
        }

        var negotiated = NegotiatedAssociation.ForAcceptor(request, accept);
        NetworkLog.AssociationAccepted(
            _logger, id, request.CallingAETitle, _peer, request.CalledAETitle, new ContextList(negotiated));
        LogOddities(request, accept);
        DicomAssociation association = Describe(request);
        if (terms.Source is not null)
        {
            association = association with { CalledAETitle = terms.CalledAETitle ?? association.CalledAETitle };
            Apply(terms);
        }

        services.Options.Observer?.OnAccepted(association, negotiated);
        _establishedAt = services.Time.GetTimestamp();
        _dimse = new DimseService(association, negotiated, connection, services, terms.MaxPduLength);
    }

    private void Apply(AssociationTerms terms)
    {
        NetworkLog.TermsApplied(_logger, id, terms);
        UpperLayerSettings usual = connection.Settings;
        connection.Settings = usual with
        {
            MaxPduLength = Math.Max(usual.MaxPduLength, terms.MaxPduLength ?? 0), // what others may send, it may, too
            DimseTimeout = terms.IdleTimeout ?? usual.DimseTimeout,
        };
    }

    private void LogOddities(AAssociateRQ request, AAssociateAC accept)
    {
        if (request.Faults is { IsEmpty: false } faults)
        {
            NetworkLog.FaultsTolerated(_logger, id, request.CallingAETitle, _peer, faults);
        }

        if (request.UserInformation.UserIdentity is { } identity)
        {
            string response = !identity.IsResponseRequested ? "not requested"
                : accept.UserInformation.AcknowledgesUserIdentity ? "requested and given" : "requested, not given";
            NetworkLog.UserIdentityGiven(_logger, id, identity, response);
        }

        foreach ((DicomUID sopClass, ReadOnlyMemory<byte> agreed) in accept.UserInformation.ExtendedNegotiation)
        {
            NetworkLog.NegotiatedFurther(
                _logger, id, new NamedUID(sopClass),
                new HexText(request.UserInformation.ExtendedNegotiation[sopClass]), new HexText(agreed));
        }
    }

    private DicomAssociation Describe(AAssociateRQ request) =>
        new(id, request.CallingAETitle, request.CalledAETitle, peer) { TlsSubject = tls?.Subject };

    private void ReleaseSlot()
    {
        if (_slot == SlotAnswer.Taken)
        {
            services.Slots.Return(_address);
        }

        _slot = null;
    }

    private void TellTls()
    {
        _hasEnded = true;
        NetworkLog.TlsOnPlainPort(_logger, id, _peer);
        services.Options.Observer?.OnTlsFailed(id, peer, "peer speaks TLS, this port does not");
    }

    private void TellEnd(DimseService dimse)
    {
        if (_isEndTold)
        {
            return;
        }

        _isEndTold = true;
        (AssociationEndKind kind, bool? isByPeer, string? comment) =
            _end ?? (AssociationEndKind.Lost, null, connection.Loss ?? "an unexpected error");
        services.Options.Observer?.OnEnded(
            dimse.Association,
            new AssociationEnd(kind, isByPeer, comment, services.Time.GetElapsedTime(_establishedAt), dimse.Queries));
    }

    private void Abort(AbortSource source, AbortReason reason, string problem)
    {
        _dimse?.Abort();
        if (!_hasEnded)
        {
            _hasEnded = true;
            _end = (AssociationEndKind.Aborted, IsByPeer: false, problem);
            NetworkLog.AbortSent(_logger, id, _peer, source, reason, problem);
        }

        connection.Send(new AAbort(source, reason));
    }
}
