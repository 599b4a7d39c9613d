using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Wlmscp.Audit;
using WorklistScp.Network;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Mpps;

namespace Wlmscp.Mpps;

/// <summary>
/// Modality Performed Procedure Step, and its Retrieve SOP class: N-CREATE, N-SET and N-GET (PS3.4 F.7 and F.8).
/// </summary>
/// <param name="desk">Carries out the messages.</param>
/// <param name="maxLength">The largest data set of one, in bytes.</param>
/// <param name="audit">Has a line for each; null: there is none.</param>
/// <param name="logger">Receives the events 3600 to 3699.</param>
internal sealed class MppsService(MppsDesk desk, int maxLength, AuditLog? audit, ILogger logger) : IDicomService
{
    private static readonly MppsAnswer NotAudited =
        new(MppsStatus.ResourceLimitation) { ErrorComment = "The message cannot be audited" };

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
        var message = new MppsMessage(request);
        MppsReport report =
            audit is null || await audit.ReceivedAsync(time => MppsAudit.Receive(message, time), cancellationToken)
                ? await desk.HandleAsync(message, cancellationToken)
                : new MppsReport(message, NotAudited) { Problem = "the audit log cannot be written" };
        MppsLog.Write(logger, report);
        audit?.Handled(time => MppsAudit.Handle(report, time));
        MppsAnswer answer = report.Answer;
        yield return new DicomResponse(new DicomStatus((ushort)answer.Status), answer.Dataset)
        {
            AttributeIdentifiers = answer.AttributeIdentifiers,
            ErrorComment = answer.ErrorComment,
            ErrorID = answer.ErrorID,
        };
    }
}
