using System.Runtime.CompilerServices;
using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>
/// Modality Performed Procedure Step, and its Retrieve SOP class: N-CREATE, N-SET and N-GET (PS3.4 F.7 and F.8).
/// </summary>
/// <param name="reception">Takes the messages.</param>
/// <param name="maxLength">The largest data set of one, in bytes.</param>
internal sealed class MppsService(MppsReception reception, int maxLength) : IDicomService
{
    /// <inheritdoc/>
    public int? MaxDatasetLength => maxLength;

    /// <inheritdoc/>
    public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken) =>
        request switch
        {
            DicomNGetRequest get => AnswerAsync(get, cancellationToken),
            DicomNCreateRequest or DicomNSetRequest
                when request is DicomNRequest change && change.SOPClass == DicomUID.ModalityPerformedProcedureStep =>
                AnswerAsync(change, cancellationToken),
            _ => null,
        };

    private async IAsyncEnumerable<DicomResponse> AnswerAsync(
        DicomNRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MppsAnswer answer = await reception.HandleAsync(MppsMessage.Of(request), cancellationToken);
        yield return new DicomResponse(new DicomStatus((ushort)answer.Status), answer.Dataset)
        {
            AttributeIdentifiers = answer.AttributeIdentifiers,
            ErrorComment = answer.ErrorComment,
            ErrorID = answer.ErrorID,
        };
    }
}
