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
        var service = new Memory();
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
        var service = new Memory();
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
            Assert.Equal(Instance, response.SOPInstance); // the service made the one, and keeps the other
        }

        Assert.Equal(["N-CREATE 4711", "N-SET 4711"], service.Done);
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

    // PS3.7 annex E.2: what is requested of an instance names it with tags of its own.
    [Theory]
    [InlineData(0x0110, "00000300", "00000110")]
    [InlineData(0x0120, "00000300", "00000110")]
    [InlineData(0x0140, "00000200", "00000010")]
    public void Command_OfARequest_HasTheTagsOfItsKind(ushort field, string sopClassTag, string instanceTag)
    {
        PDataTF pdu = RawPeer.Command(Context, new DimseRequest((CommandField)field, 1, SOPClass) { SOPInstance = Instance });

        string hex = Convert.ToHexString(Assert.Single(pdu.Values).Data.Span);

        Assert.Contains(sopClassTag + "08000000" + "312E322E332E3400", hex, StringComparison.Ordinal);
        Assert.Contains(instanceTag + "0A000000" + "312E322E332E342E3500", hex, StringComparison.Ordinal);
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

    private static string? PatientIDOf(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.PatientID, out string? id) ? id : null;

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ImplicitVRLittleEndian, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Has one instance, of which it tells the attributes.</summary>
    private sealed class Memory : IDicomService
    {
        public IReadOnlyList<DicomTag>? Asked { get; private set; }

        public List<string> Done { get; } = [];

        public IAsyncEnumerable<DicomResponse>? Perform(DicomRequest request, CancellationToken cancellationToken) =>
            request switch
            {
                DicomNGetRequest get => Get(get),
                DicomNCreateRequest create => Keep("N-CREATE", create),
                DicomNSetRequest set => Keep("N-SET", set),
                _ => null,
            };

        private IAsyncEnumerable<DicomResponse> Get(DicomNGetRequest request)
        {
            Asked = request.Attributes;
            return One(new DicomResponse(DicomStatus.Success, Attributes));
        }

        private IAsyncEnumerable<DicomResponse> Keep(string what, DicomNRequest request)
        {
            Done.Add($"{what} {PatientIDOf(request.Dataset!)}");
            return One(new DicomResponse(DicomStatus.Success) { SOPInstance = request.SOPInstance ?? Instance });
        }

        private static IAsyncEnumerable<DicomResponse> One(DicomResponse response) =>
            new[] { response }.ToAsyncEnumerable();
    }
}
