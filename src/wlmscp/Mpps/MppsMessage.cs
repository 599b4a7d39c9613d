using System.Net;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Services;
using WorklistScp.Worklist.Profiles;

namespace Wlmscp.Mpps;

/// <summary>What a message about a performed procedure step asks for.</summary>
internal enum MppsOperation
{
    /// <summary>N-CREATE: a step has begun.</summary>
    Create,

    /// <summary>N-SET: it goes on, or is over.</summary>
    Set,

    /// <summary>N-GET: what is known of it.</summary>
    Get,
}

/// <summary>A message about a performed procedure step, as it came.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="SOPInstanceUID">The SOP Instance UID, as it was sent; empty where none was.</param>
internal sealed record MppsMessage(MppsOperation Kind, string SOPInstanceUID)
{
    private const int Longest = 64;

    /// <summary>What is to be created or set.</summary>
    public DicomDataset Dataset { get; init; } = [];

    /// <summary>What is to be told; empty: all.</summary>
    public IReadOnlyList<DicomTag> Attributes { get; init; } = [];

    /// <summary>The device that tells it; over HTTP, the station that performs the step.</summary>
    public required AskingDevice Device { get; init; }

    /// <summary>The calling AE title.</summary>
    public string CallingAETitle => Device.CallingAETitle;

    /// <summary>The AE title that the device is served as, or the storage area.</summary>
    public required string CalledAETitle { get; init; }

    /// <summary>The name of the association, or request, as in the log.</summary>
    public required string SenderID { get; init; }

    /// <summary>Address and port of who has sent it.</summary>
    public EndPoint? Peer { get; init; }

    /// <summary>The association that it came over, and its message ID; null: it came over HTTP.</summary>
    public (DicomAssociation Association, ushort MessageID)? Dimse { get; init; }

    /// <summary>Who has sent it over HTTP; null: nobody.</summary>
    public string? User { get; init; }

    /// <summary>Who has sent it, for people: the user, or the calling AE title.</summary>
    public string Sender => User ?? CallingAETitle;

    /// <summary>The operation, <c>N-CREATE</c>.</summary>
    public string Operation => Kind switch
    {
        MppsOperation.Create => "N-CREATE",
        MppsOperation.Set => "N-SET",
        _ => "N-GET",
    };

    /// <summary>A request of DIMSE.</summary>
    public static MppsMessage Of(DicomNRequest request) => new(
        request switch
        {
            DicomNCreateRequest => MppsOperation.Create,
            DicomNSetRequest => MppsOperation.Set,
            _ => MppsOperation.Get,
        },
        request.SOPInstance?.UID ?? "")
    {
        Dataset = request.Dataset ?? [],
        Attributes = request is DicomNGetRequest get ? get.Attributes : [],
        Device = AssociatedDevice.Of(request.Association),
        CalledAETitle = request.Association.CalledAETitle,
        SenderID = request.Association.Id,
        Peer = request.Association.RemoteEndPoint,
        Dimse = (request.Association, request.MessageID),
    };

    /// <summary>Operation and UID, for people.</summary>
    public override string ToString() =>
        $"{Operation} {(SOPInstanceUID.Length == 0 ? "(no UID)" : PrintableText.Start(SOPInstanceUID, Longest))}";
}
