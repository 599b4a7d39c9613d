using WorklistScp.Dicom.IO;
using WorklistScp.Network.Client;
using WorklistScp.Network.Pdus;
using WorklistScp.Network.Server;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class TransferSyntaxTests
{
    private static readonly string Comments = new('a', 1000);

    private static readonly DicomUID Worklist = DicomUID.ModalityWorklistInformationModelFind;

    private static readonly DicomTransferSyntax Implicit = DicomTransferSyntax.ImplicitVRLittleEndian;
    private static readonly DicomTransferSyntax Little = DicomTransferSyntax.ExplicitVRLittleEndian;
    private static readonly DicomTransferSyntax Big = DicomTransferSyntax.ExplicitVRBigEndian;
    private static readonly DicomTransferSyntax Deflated = DicomTransferSyntax.DeflatedExplicitVRLittleEndian;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Syntaxes => [.. DicomTransferSyntax.All.Select(syntax => syntax.UID.UID)];

    /// <summary>The server's list, and which of all four it takes: wlmscpfs's preferences.</summary>
    public static TheoryData<DicomTransferSyntax[], DicomTransferSyntax> Preferences => new()
    {
        { [Little, Big, Implicit], Little },
        { [Big, Little, Implicit], Big },
        { [Deflated, Little, Big, Implicit], Deflated },
        { [Implicit], Implicit },
    };

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public async Task Find_InEachTransferSyntax_CarriesIdentifiersBothWays(string uid)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(uid))!;
        string? asked = null;
        var provider = new ScriptedProvider((request, _) =>
        {
            asked = request.Identifier.TryGetString(DicomTag.PatientID, out string? id) ? id : null;
            Assert.Same(syntax, request.TransferSyntax);
            return new[] { ScriptedProvider.Match(1), new(DicomStatus.Success) }.ToAsyncEnumerable();
        });
        await using var server = new TestServer(provider, Options(DicomTransferSyntax.All));
        await using DicomClient client = await ConnectAsync(server, syntax);
        var identifier = new DicomDataset(DicomElement.FromAscii(DicomTag.PatientID, DicomVR.LO, "P1"));

        List<DicomCFindResponse> responses = await client.CFindAsync(WorklistModel.UID, identifier, Cancelled).ToListAsync(Cancelled);

        Assert.Equal("P1", asked);
        Assert.Equal(2, responses.Count);
        Assert.True(responses[0].Identifier!.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("Vivaldi^Antonio", name);
    }

    [Theory]
    [MemberData(nameof(Preferences))]
    public async Task Request_ProposingAll_GetsTheServersPreference(
        DicomTransferSyntax[] preferences, DicomTransferSyntax expected)
    {
        await using var server = new TestServer(ScriptedProvider.Matches(2), Options(preferences));
        await using DicomClient client = await ConnectAsync(server, Implicit, Big, Deflated, Little);

        Assert.Same(expected, client.Association.Find(Worklist)!.TransferSyntax);
        Assert.Equal(3, await client.CFindAsync(WorklistModel.UID, [], Cancelled).CountAsync(Cancelled));
    }

    [Fact]
    public async Task Find_StoredAndSmallest_DiffersInLengthOnTheWire()
    {
        ReadOnlyMemory<byte> stored = await FindAsync(compressionLevel: 0);
        ReadOnlyMemory<byte> smallest = await FindAsync(compressionLevel: 9);

        Assert.True(smallest.Length < stored.Length);
        Assert.Equal(Comments, ReadComments(stored));
        Assert.Equal(Comments, ReadComments(smallest));
    }

    private static string? ReadComments(ReadOnlyMemory<byte> identifier) =>
        DicomDatasetReader.Read(identifier, Deflated).TryGetString(DicomTag.PatientComments, out string? comments)
            ? comments
            : null;

    internal static DicomServerOptions Options(IReadOnlyList<DicomTransferSyntax> syntaxes) =>
        new() { Policy = new DicomServerOptions().Policy with { TransferSyntaxes = syntaxes } };

    internal static Task<DicomClient> ConnectAsync(TestServer server, params DicomTransferSyntax[] syntaxes) =>
        server.ConnectAsync(options => options with { PresentationContexts = [new(Worklist, syntaxes)] });

    /// <summary>The identifier of a response as it comes over the wire.</summary>
    private static async Task<ReadOnlyMemory<byte>> FindAsync(int compressionLevel)
    {
        var comments = DicomElement.FromAscii(DicomTag.PatientComments, DicomVR.LT, Comments);
        var provider = ScriptedProvider.Of(
            new DicomCFindResponse(DicomStatus.Pending, new DicomDataset(comments)),
            new DicomCFindResponse(DicomStatus.Success));
        await using var server = new TestServer(
            provider, Options([Deflated]) with { CompressionLevel = compressionLevel });
        using RawPeer peer = await server.ConnectRawAsync();
        await peer.SendAsync(RawPeer.Request() with { PresentationContexts = [new(3, Worklist, [Deflated.UID])] });
        Assert.IsType<AAssociateAC>(await peer.ReceiveAsync());

        await peer.SendAsync(RawPeer.Command(3, RawPeer.FindRequest(hasIdentifier: false)));
        Assert.True(Assert.Single(Assert.IsType<PDataTF>(await peer.ReceiveAsync()).Values).IsCommand);
        return Assert.Single(Assert.IsType<PDataTF>(await peer.ReceiveAsync()).Values).Data;
    }
}
