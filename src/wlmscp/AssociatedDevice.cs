using System.Net;
using WorklistScp.Network.Associations;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp;

/// <summary>Who asks in an association, as profiles of devices know it, whatever is asked for.</summary>
internal static class AssociatedDevice
{
    /// <summary>The device of an association.</summary>
    public static AskingDevice Of(DicomAssociation association) =>
        new(association.CallingAETitle, association.RequestedAETitle)
        {
            Address = (association.RemoteEndPoint as IPEndPoint)?.Address,
            TlsSubject = association.TlsSubject,
        };
}
