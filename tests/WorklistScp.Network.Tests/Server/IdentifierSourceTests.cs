using WorklistScp.Dicom.IO;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace WorklistScp.Network.Tests.Server;

public sealed class IdentifierSourceTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Syntaxes => [.. DicomTransferSyntax.All.Select(syntax => syntax.UID.UID)];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public async Task Find_IdentifierThatWritesItself_Arrives(string uid)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(uid))!;
        DicomCFindResponse match = Match(output =>
            output.WriteElement(DicomTag.PatientName, DicomVR.PN, "Vivaldi^Antonio"u8));
        await using var server = new TestServer(
            ScriptedProvider.Of(match, match, new DicomCFindResponse(DicomStatus.Success)),
            TransferSyntaxTests.Options([syntax]));
        await using DicomClient client = await TransferSyntaxTests.ConnectAsync(server, syntax);

        List<DicomCFindResponse> responses = await client.CFindAsync(WorklistModel.UID, [], Cancelled).ToListAsync(Cancelled);

        Assert.Equal(3, responses.Count);
        Assert.All(responses.Take(2), response =>
        {
            Assert.True(response.Identifier!.TryGetString(DicomTag.PatientName, out string? name));
            Assert.Equal("Vivaldi^Antonio", name);
        });
    }

    [Fact]
    public async Task Find_IdentifierThatFailsAmidWriting_IsUnableToProcessAndTheAssociationGoesOn()
    {
        DicomCFindResponse good = Match(output => output.WriteElement(DicomTag.PatientID, DicomVR.LO, "P1"u8));
        DicomCFindResponse bad = Match(output =>
        {
            output.WriteElement(DicomTag.PatientName, DicomVR.PN, "Vivaldi^Antonio"u8);
            throw new InvalidOperationException("a fault of the provider");
        });
        await using var server = new TestServer(ScriptedProvider.Of(good, bad, good));
        await using DicomClient client = await server.ConnectAsync();

        List<DicomCFindResponse> responses = await client.CFindAsync(WorklistModel.UID, [], Cancelled).ToListAsync(Cancelled);

        Assert.Equal([DicomStatus.Pending, DicomStatus.UnableToProcess], responses.Select(response => response.Status));
        Assert.Equal(DicomStatus.Success, await client.CEchoAsync(Cancelled));
    }

    private static DicomCFindResponse Match(Action<DicomElementWriter> write) =>
        new(DicomStatus.Pending) { DatasetSource = new Source(write) };

    private sealed class Source(Action<DicomElementWriter> write) : IDicomDatasetSource
    {
        public void Write(DicomTransferSyntax syntax, ByteBuffer output) =>
            write(new DicomElementWriter(output, syntax));
    }
}
