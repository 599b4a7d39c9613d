using System.Net.Sockets;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;
using WorklistScp.Network.Tls;
using WorklistScp.Storage.Sending;

namespace Wlmscp.Mpps.Forwarding;

/// <summary>Another SCP of performed steps (PS3.4 F.7).</summary>
/// <param name="target">Where it is.</param>
/// <param name="tls">Encrypts the connection; null: it is not encrypted.</param>
internal sealed class MppsPeer(ForwardingTarget target, TlsConnector? tls) : IForwardingPeer
{
    // In the name of a modality that has none.
    private const string OwnAETitle = "WLMSCP";

    private const ushort DuplicateSOPInstance = 0x0111;
    private const ushort ProcessingFailure = 0x0110;
    private const ushort NotAuthorized = 0x0124;
    private const ushort ResourceLimitation = 0x0213;
    private const ushort MayNoLongerBeUpdated = 0xa710;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private DicomClient? _client;
    private string? _sender;

    /// <inheritdoc/>
    public string Name { get; } = target.ToString();

    /// <inheritdoc/>
    public async Task OpenAsync(string sender, CancellationToken cancellationToken)
    {
        if (_client is not null && _sender == sender)
        {
            return;
        }

        await CloseAsync();
        try
        {
            _client = await DicomClient.ConnectAsync(OptionsFor(sender), cancellationToken: cancellationToken);
            _sender = sender;
        }
        catch (DicomAssociationRejectedException e)
        {
            throw new UnreachableException(e.Message, isOfSender: true, e);
        }
        catch (Exception e) when (e is SocketException or TimeoutException or TlsHandshakeException
            or DicomAssociationAbortedException)
        {
            throw new UnreachableException(e.Message, isOfSender: false, e);
        }

        if (_client.Association.Find(DicomUID.ModalityPerformedProcedureStep) is null)
        {
            await CloseAsync();
            throw new UnreachableException("it accepts no association for performed steps", isOfSender: true);
        }
    }

    /// <inheritdoc/>
    public async Task<ForwardingAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var uid = new DicomUID(message.Subject);
        DicomUID sopClass = DicomUID.ModalityPerformedProcedureStep;
        bool isFirst = message.Operation == OutgoingMessage.FirstOperation;
        try
        {
            DicomDataset dataset = DicomDatasetReader.Read(message.Body, DicomTransferSyntax.ExplicitVRLittleEndian);
            DicomResponse response = isFirst
                ? await _client!.NCreateAsync(sopClass, uid, dataset, cancellationToken)
                : await _client!.NSetAsync(sopClass, uid, dataset, cancellationToken);
            return new ForwardingAnswer(KindOf(response, isFirst), Describe(response));
        }
        catch (DicomDataException e)
        {
            return new ForwardingAnswer(AnswerKind.Refused, $"its file holds no data set: {e.Message}");
        }
        catch (DicomAssociationAbortedException e)
        {
            await DropAsync();
            throw new UnreachableException(e.Message, isOfSender: false, e);
        }
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        try
        {
            if (_client is not null)
            {
                await _client.ReleaseAsync();
            }
        }
        catch (DicomAssociationAbortedException)
        {
            // All was answered: a peer that does not end in order takes nothing back.
        }
        finally
        {
            await DropAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DropAsync();

    private async Task DropAsync()
    {
        DicomClient? client = _client;
        _client = null;
        if (client is not null)
        {
            await client.DisposeAsync();
        }
    }

    private DicomClientOptions OptionsFor(string sender) => new()
    {
        Host = target.Host,
        Port = target.Port,
        CalledAETitle = target.AETitle,
        CallingAETitle = AETitle.TryParse(sender, out string? title) ? title : OwnAETitle,
        PresentationContexts =
        [
            new DicomPresentationContext(
                DicomUID.ModalityPerformedProcedureStep,
                DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.ImplicitVRLittleEndian),
        ],
        ConnectTimeout = ConnectTimeout,
        AcseTimeout = AnswerTimeout,
        DimseTimeout = AnswerTimeout,
        Tls = tls,
    };

    // 0110 and Cxxx are what many say of a database that is down, 0124 of a modality that is not configured yet.
    private static AnswerKind KindOf(DicomResponse response, bool isFirst) => response.Status.Code switch
    {
        0 => AnswerKind.Taken,
        0x0001 or 0x0107 or 0x0116 or (>= 0xb000 and <= 0xbfff) => AnswerKind.TakenWithWarning,
        DuplicateSOPInstance when isFirst => AnswerKind.Taken,
        ProcessingFailure when response.ErrorID == MayNoLongerBeUpdated => AnswerKind.TakenBefore,
        ProcessingFailure or NotAuthorized or ResourceLimitation => AnswerKind.NotNow,
        (>= 0xa700 and <= 0xa7ff) or (>= 0xc000 and <= 0xcfff) => AnswerKind.NotNow,
        _ => AnswerKind.Refused,
    };

    private static string Describe(DicomResponse response)
    {
        string id = response.ErrorID is { } error ? FormattableString.Invariant($", error ID {error:X4}") : "";
        string comment = response.ErrorComment is { Length: > 0 } text ? $", {PrintableText.Start(text, 64)}" : "";
        return $"{response.Status}{id}{comment}";
    }
}
