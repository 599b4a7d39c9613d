using Microsoft.Extensions.Logging;
using WorklistScp.Dicom.IO;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>Services for instances (PS3.7 10), with a SOP class of their own: the server needs no change for one.</summary>
public sealed class InstanceServiceTests
{
    private const byte Context = 5;

    private static readonly DicomUID SOPClass = new("1.2.3.4");
    private static readonly DicomUID Instance = new("1.2.3.4.5");
    private static readonly DicomDataset Attributes =
        new(DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "4711"));

    [Fact]
    public async Task NGet_IsAnsweredWithTheAttributes()
    {
        var service = new InstanceStore(Attributes);
        await using var server = new TestServer(new DicomServices().Add(SOPClass, service));
        using RawPeer peer = await AssociateAsync(server);

        await peer.SendAsync(RawPeer.Command(Context, new DimseRequest(CommandField.NGetRQ, 7, SOPClass)
        {
            SOPInstance = Instance,
            AttributeIdentifiers = [DicomTag.PatientID, DicomTag.Modality],
        }));

        DimseResponse response = await ReceiveAsync(peer);
        Assert.Equal(
            (CommandField.NGetRSP, (ushort)7, SOPClass, Instance, DicomStatus.Success, true),
            (response.Field, response.MessageID, response.SOPClass, response.SOPInstance, response.Status,
                response.HasDataSet));
        Assert.Equal("4711", PatientIDOf(await ReceiveDatasetAsync(peer)));
        Assert.Equal([DicomTag.PatientID, DicomTag.Modality], service.Asked);
    }

    [Fact]
    public async Task NCreateAndNSet_GetTheirDataSets()
    {
        var service = new InstanceStore(Attributes);
        await using var server = new TestServer(new DicomServices().Add(SOPClass, service));
        using RawPeer peer = await AssociateAsync(server);

        foreach ((CommandField field, ushort id) in ((CommandField, ushort)[])
            [(CommandField.NCreateRQ, 1), (CommandField.NSetRQ, 2)])
        {
            await peer.SendAsync(
                RawPeer.Command(Context, new DimseRequest(field, id, SOPClass, HasDataSet: true)
                {
                    SOPInstance = field == CommandField.NSetRQ ? Instance : null,
                }),
                RawPeer.Data(Context, Encode(Attributes)));

            DimseResponse response = await ReceiveAsync(peer);
            Assert.Equal((id, DicomStatus.Success), (response.MessageID, response.Status));
            Assert.Equal(service.Instances[^1], response.SOPInstance); // N-CREATE named none: one was made
        }

        Assert.Equal(["N-CREATE 4711", "N-SET 4711"], service.Done);
        Assert.True(DicomUID.IsValid(service.Instances[0]!.Value.UID));
        Assert.Equal(Instance, service.Instances[1]);
    }

    [Fact]
    public async Task Operation_ThatTheSOPClassDoesNotHave_Is0211AndTheAssociationGoesOn()
    {
        var logger = new RecordingLogger();
        await using var server = new TestServer(ScriptedProvider.Matches(0), logger: logger);
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.AssociateAsync();

        await peer.SendAsync(RawPeer.Command(3, new DimseRequest(CommandField.NGetRQ, 1, WorklistModel.UID)));

        DimseResponse response = await ReceiveAsync(peer);
        Assert.Equal((new DicomStatus(0x0211), "The SOP class has no N-GET"), (response.Status, response.ErrorComment));
        await peer.SendAsync(RawPeer.Command(1, DimseRequest.CEcho(2)));
        Assert.Equal(DicomStatus.Success, (await ReceiveAsync(peer)).Status);
        Assert.Single(logger.Lines, line => line.Level == LogLevel.Warning);
    }

    private static async Task<RawPeer> AssociateAsync(TestServer server)
    {
        RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request() with
        {
            PresentationContexts =
            [
                new ProposedPresentationContext(Context, SOPClass, [DicomUID.ImplicitVRLittleEndian]),
            ],
        });
        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        return peer;
    }

    private static async Task<DimseResponse> ReceiveAsync(RawPeer peer)
    {
        var data = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        return Assert.IsType<DimseResponse>(CommandSetReader.Read(Assert.Single(data.Values).Data));
    }

    private static async Task<DicomDataset> ReceiveDatasetAsync(RawPeer peer)
    {
        var data = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        return DicomDatasetReader.Read(
            Assert.Single(data.Values).Data, DicomTransferSyntax.ImplicitVRLittleEndian);
    }

    private static string? PatientIDOf(DicomDataset dataset) => InstanceStore.PatientIDOf(dataset);

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ImplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }
}
