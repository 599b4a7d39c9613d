using System.Buffers;
using WorklistScp.Network.Associations;
using WorklistScp.Network.Negotiation;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;
using WorklistScp.Network.Turns;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A connection from its first byte to its end.</summary>
internal sealed class AssociationTarget : FuzzTarget
{
    private static readonly DicomServerOptions Options = new()
    {
        Policy = new DicomServerOptions().Policy with
        {
            TransferSyntaxes = DicomTransferSyntax.All,
            AcknowledgeUserIdentity = true,
        },
    };

    /// <inheritdoc/>
    public override string Name => "association";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. from syntax in DicomTransferSyntax.All
           from rest in new byte[][]
           {
               [.. PduSeeds.Echo, .. PduSeeds.Find(syntax), .. PduSeeds.Release],
               [.. PduSeeds.Find(syntax), .. PduSeeds.Cancel, .. PduSeeds.Release],
           }
           select (byte[])[.. PduSeeds.Request(syntax), .. rest],
        [
            .. PduSeeds.OddRequest, .. PduSeeds.FindOfOtherSOPClass,
            .. PduSeeds.Find(DicomTransferSyntax.ImplicitVRLittleEndian), .. PduSeeds.Release,
        ],
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input) => RunAsync(input).GetAwaiter().GetResult();

    private static async Task<bool> RunAsync(byte[] input)
    {
        var logger = new ErrorLogger();
        // The last byte tells in what pieces the bytes come, so that this is kept too; 0 stands for large ones.
        var stream = new PeerStream(input, pieceLength: input.Length == 0 ? 1 : 1 + ((input[^1] ^ 0x7f) * 8));
        using var turns = new WorkTurns(threads: 1, TimeProvider.System);
        DicomServices offered = new DicomServices().Add(
            DicomUID.ModalityWorklistInformationModelFind, new AnsweringProvider());
        var services = new ServerServices(
            Options, new AssociationNegotiator(Options.Policy, offered.SOPClasses), new AssociationSlots(1), offered,
            (title, _) => ValueTask.FromResult<bool?>(title != "UNKNOWN"), turns, TimeProvider.System, logger);
        var settings = new UpperLayerSettings(Options.Policy.MaxPduLength, TimeSpan.FromSeconds(30), null);
        await using (UpperLayerConnection connection =
            UpperLayerConnection.Accept(stream, settings, TimeProvider.System, logger, "#1"))
        await using (var association = new ServerAssociation(connection, services, "#1", null))
        {
            await association.RunAsync(CancellationToken.None, CancellationToken.None);
        }

        if (services.Slots.Free != 1)
        {
            throw new FindingException("the place of the association is still taken");
        }

        return logger.Error is { } error ? throw new FindingException(error) : IsGood(stream.Received);
    }

    // All that was sent are PDUs, and the last is no A-ABORT.
    private static bool IsGood(byte[] sent)
    {
        var rest = new ReadOnlySequence<byte>(sent);
        Pdu? last = null;
        while (PduReader.TryRead(ref rest, uint.MaxValue, out Pdu? pdu))
        {
            last = pdu;
        }

        return rest.IsEmpty ? last is not (null or AAbort) : throw new FindingException("half a PDU was sent");
    }
}
