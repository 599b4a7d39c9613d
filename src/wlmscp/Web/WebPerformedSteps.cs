using System.Net;
using Wlmscp.Mpps;
using WorklistScp.Web.Dicomweb;
using WorklistScp.Worklist.Completion;
using WorklistScp.Worklist.Mpps;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Web;

/// <summary>Performed procedure steps that come over HTTP, to the same desk as those of DIMSE.</summary>
/// <param name="reception">Takes them.</param>
/// <param name="maxLength">The most bytes of a request's body.</param>
internal sealed class WebPerformedSteps(MppsReception reception, int maxLength) : IPerformedSteps
{
    /// <inheritdoc/>
    public int MaxLength => maxLength;

    /// <inheritdoc/>
    public Task<MppsAnswer> HandleAsync(PerformedStepRequest request, CancellationToken cancellationToken)
    {
        string station = EntryCompletion.TextOf(request.Dataset, "PerformedStationAETitle").Trim(' ');
        return reception.HandleAsync(
            new MppsMessage(
                request.Transaction switch
                {
                    PerformedStepTransaction.Create => MppsOperation.Create,
                    PerformedStepTransaction.Update => MppsOperation.Set,
                    _ => MppsOperation.Get,
                },
                request.UID)
            {
                Dataset = request.Dataset,
                Attributes = request.Attributes,
                Device = new AskingDevice(AETitle.TryParse(station, out string? title) ? title : "", request.Area)
                {
                    Address = (request.Peer as IPEndPoint)?.Address,
                },
                CalledAETitle = request.Area,
                SenderID = request.Request,
                Peer = request.Peer,
                User = request.User,
            },
            cancellationToken);
    }
}
