using System.Buffers;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Fuzz.Targets;

/// <summary>PDUs one after the other, as the upper layer reads them.</summary>
internal sealed class PduTarget : FuzzTarget
{
    private const uint MaxPDataLength = 16384;
    private const int MaxTextLength = 2000;

    /// <inheritdoc/>
    public override string Name => "pdu";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [
            .. PduSeeds.Request(DicomTransferSyntax.ImplicitVRLittleEndian),
            .. PduSeeds.Find(DicomTransferSyntax.ImplicitVRLittleEndian),
            .. PduSeeds.Release,
        ],
        [.. PduSeeds.OddRequest, .. PduSeeds.FindOfOtherSOPClass],
        PduSeeds.Encode(new AAssociateAC(
            new byte[64], DicomUID.DICOMApplicationContext,
            [
                new NegotiatedPresentationContext(
                    1, PresentationContextResult.Acceptance, DicomUID.ImplicitVRLittleEndian),
            ],
            new UserInformation(MaxPDataLength, DicomUID.ImplementationClass, "TEST"))),
        PduSeeds.Encode(new AAssociateRJ(1, 1, 7), new AReleaseRP(), new AAbort(AbortSource.ServiceUser, 0)),
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        var rest = new ReadOnlySequence<byte>(input);
        try
        {
            while (PduReader.TryRead(ref rest, MaxPDataLength, out Pdu? pdu))
            {
                CheckRoundTrip(pdu);
                CheckText(pdu);
            }

            return rest.IsEmpty;
        }
        catch (PduException)
        {
            return false;
        }
    }

    // What goes into the log is one line, whatever the peer has sent.
    private static void CheckText(Pdu pdu)
    {
        string text = pdu is AAssociateRQ rq
            ? $"{rq.CalledAETitle}{rq.CallingAETitle}{rq.Faults}{rq.UserInformation.UserIdentity}"
            : "";
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Length > MaxTextLength)
        {
            throw new FindingException($"{text} is nothing for the log");
        }
    }

    private static void CheckRoundTrip(Pdu pdu)
    {
        byte[] written = PduSeeds.Encode(pdu);
        var rest = new ReadOnlySequence<byte>(written);
        if (!PduReader.TryRead(ref rest, uint.MaxValue, out Pdu? read) || !rest.IsEmpty)
        {
            throw new FindingException($"{pdu} is written so that it cannot be read");
        }

        if (!PduSeeds.Encode(read).AsSpan().SequenceEqual(written))
        {
            throw new FindingException($"{pdu} is read back as {read}");
        }
    }
}
