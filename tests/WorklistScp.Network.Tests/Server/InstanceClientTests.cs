using System.Text;
using WorklistScp.Network.Client;
using WorklistScp.Network.Dimse;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

/// <summary>N-CREATE, N-SET and N-GET of this implementation's client and server, over sockets.</summary>
public sealed class InstanceClientTests
{
    private const byte Context = 5;
    private const int Limit = 256 * 1024;

    private static readonly DicomUID SOPClass = new("1.2.3.4");
    private static readonly DicomUID Sibling = new("1.2.3.5");
    private static readonly DicomUID Instance = new("1.2.3.4.5");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.2.840.10008.1.2", 16384)]
    [InlineData("1.2.840.10008.1.2.1", 16384)]
    [InlineData("1.2.840.10008.1.2", 128)]
    [InlineData("1.2.840.10008.1.2.1", 128)]
    public async Task Services_InEachTransferSyntax_CarryDataSetsBothWays(string syntax, uint maxPduLength)
    {
        var store = new InstanceStore(Attributes("4711"));
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await server.ConnectAsync(options => options with
        {
            PresentationContexts = [new(SOPClass, DicomTransferSyntax.Find(new DicomUID(syntax))!)],
            MaxPduLength = maxPduLength,
        });

        DicomResponse created = await client.NCreateAsync(SOPClass, Instance, Attributes("1"), Cancelled);
        DicomResponse set = await client.NSetAsync(SOPClass, Instance, Attributes("2"), Cancelled);
        DicomResponse got = await client.NGetAsync(SOPClass, Instance, [DicomTag.PatientID], Cancelled);

        Assert.Equal((DicomStatus.Success, Instance), (created.Status, created.SOPInstance));
        Assert.Equal((DicomStatus.Success, Instance), (set.Status, set.SOPInstance));
        Assert.Equal("4711", InstanceStore.PatientIDOf(got.Dataset));
        Assert.Equal(["N-CREATE 1", "N-SET 2"], store.Done);
        Assert.Equal([DicomTag.PatientID], store.Asked);
        await client.ReleaseAsync(Cancelled);
    }

    [Fact]
    public async Task Create_OfAnInstanceWithoutName_GetsTheNameThatWasMade()
    {
        var store = new InstanceStore(Attributes("4711"));
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await ConnectAsync(server, SOPClass);

        DicomResponse created = await client.NCreateAsync(SOPClass, null, Attributes("1"), Cancelled);

        Assert.True(DicomUID.IsValid(created.SOPInstance!.Value.UID));
        Assert.Equal([created.SOPInstance], store.Instances);
    }

    [Fact]
    public async Task Refusal_HasItsFieldsAndDataSet()
    {
        var refusal = new DicomResponse(new DicomStatus(0x0110), Attributes("4711"))
        {
            SOPInstance = Sibling,
            ErrorComment = "no longer",
            ErrorID = 0xa710,
            AttributeIdentifiers = [DicomTag.PatientID, DicomTag.Modality],
        };
        var store = new InstanceStore([]) { Answer = refusal };
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await ConnectAsync(server, SOPClass);

        DicomResponse answer = await client.NSetAsync(SOPClass, Instance, Attributes("1"), Cancelled);

        Assert.Equal(
            (refusal.Status, Sibling, "no longer", (ushort?)0xa710),
            (answer.Status, answer.SOPInstance, answer.ErrorComment, answer.ErrorID));
        Assert.Equal(refusal.AttributeIdentifiers, answer.AttributeIdentifiers);
        Assert.Equal("4711", InstanceStore.PatientIDOf(answer.Dataset));
    }

    [Fact]
    public async Task Request_NamingASOPClassOfTheSameService_IsPerformed()
    {
        var store = new InstanceStore(Attributes("4711"));
        DicomServices services = new DicomServices().Add(SOPClass, store).Add(Sibling, store);
        await using var server = new TestServer(services);

        Assert.Equal(DicomStatus.Success, await GetAsync(server, named: Sibling));
        Assert.Equal(new DicomStatus(0x0211), await GetAsync(server, named: DicomUID.Verification));
        Assert.Equal(new DicomStatus(0x0211), await GetAsync(server, named: Instance));
    }

    [Theory]
    [InlineData(0x0120)]
    [InlineData(0x0110)]
    public async Task Request_WithoutUIDs_ReachesTheServiceWithoutInstance(ushort field)
    {
        var store = new InstanceStore(Attributes("4711"));
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        using RawPeer peer = await AssociateAsync(server);

        await peer.SendAsync(RawPeer.Command(
            Context, new DimseRequest((CommandField)field, 1, new DicomUID(""))));

        DimseResponse response = await ReceiveAsync(peer);
        Assert.Equal((DicomStatus.Success, SOPClass), (response.Status, response.SOPClass));
        Assert.Equal([null], store.Instances);
    }

    [Fact]
    public async Task DataSet_BeyondThatOfIdentifiersAndWithinThatOfTheService_IsTaken()
    {
        var store = new InstanceStore([], Limit);
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await ConnectAsync(server, SOPClass);

        DicomResponse created = await client.NCreateAsync(SOPClass, Instance, OfLength(Limit - 100), Cancelled);

        Assert.Equal(DicomStatus.Success, created.Status);
        Assert.Equal([1], store.Elements);
    }

    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(16 * Limit)]
    public async Task DataSet_BeyondThatOfTheService_AbortsTheAssociation(int length)
    {
        var store = new InstanceStore([], Limit);
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await ConnectAsync(server, SOPClass);

        await Assert.ThrowsAsync<DicomAssociationAbortedException>(
            () => client.NCreateAsync(SOPClass, Instance, OfLength(length), Cancelled));

        Assert.Empty(store.Done);
        await using DicomClient next = await ConnectAsync(server, SOPClass);
        Assert.Equal(DicomStatus.Success, (await next.NGetAsync(SOPClass, Instance, [], Cancelled)).Status);
    }

    // A reference to an image has three elements: the limit of elements is no lower than that of bytes.
    [Fact]
    public async Task DataSet_OfThousandsOfReferences_IsTaken()
    {
        var store = new InstanceStore([], 1024 * 1024);
        await using var server = new TestServer(new DicomServices().Add(SOPClass, store));
        await using DicomClient client = await ConnectAsync(server, SOPClass);
        var images = new DicomSequence(DicomTag.ReferencedImageSequence, [.. Enumerable.Range(1, 8000).Select(number =>
            new DicomDataset(
                DicomElement.FromAscii(DicomTag.ReferencedSOPClassUID, DicomVR.UI, "1.2.840.10008.5.1.4.1.1.2"),
                DicomElement.FromAscii(
                    DicomTag.ReferencedSOPInstanceUID, DicomVR.UI, $"1.2.840.113619.2.55.3.604688119.971.{number}")))]);

        DicomResponse created = await client.NCreateAsync(SOPClass, Instance, new DicomDataset(images), Cancelled);

        Assert.Equal(DicomStatus.Success, created.Status);
    }

    private static DicomDataset Attributes(string patientID) =>
        new(DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, patientID),
            DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, new string('x', 1000)));

    private static DicomDataset OfLength(int length) => new(new DicomElement(
        DicomTag.PatientComments, DicomVR.UT, Encoding.ASCII.GetBytes(new string('x', length))));

    private static Task<DicomClient> ConnectAsync(TestServer server, DicomUID sopClass) =>
        server.ConnectAsync(options => options with
        {
            PresentationContexts = [new(sopClass, DicomTransferSyntax.ExplicitVRLittleEndian)],
        });

    private static async Task<DicomStatus> GetAsync(TestServer server, DicomUID named)
    {
        using RawPeer peer = await AssociateAsync(server);
        await peer.SendAsync(RawPeer.Command(Context, DimseRequest.NGet(1, named, Instance, [])));
        return (await ReceiveAsync(peer)).Status;
    }

    private static async Task<RawPeer> AssociateAsync(TestServer server)
    {
        RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request() with
        {
            PresentationContexts = [new ProposedPresentationContext(Context, SOPClass, [DicomUID.ImplicitVRLittleEndian])],
        });
        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());
        return peer;
    }

    private static async Task<DimseResponse> ReceiveAsync(RawPeer peer)
    {
        var data = Assert.IsType<PDataTF>(await peer.ReceiveAsync());
        return Assert.IsType<DimseResponse>(CommandSetReader.Read(Assert.Single(data.Values).Data));
    }
}
