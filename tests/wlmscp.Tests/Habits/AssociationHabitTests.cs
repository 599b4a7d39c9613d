namespace Wlmscp.Tests.Habits;

/// <summary>Associations as libraries ask for them: accepted, and the whole list in each worklist context.</summary>
public sealed class AssociationHabitTests(HabitScene scene) : IClassFixture<HabitScene>
{
    private static readonly byte[] ReleaseRequest = [5, 0, 0, 0, 0, 4, 0, 0, 0, 0];
    private static readonly byte[] ReleaseResponse = [6, 0, 0, 0, 0, 4, 0, 0, 0, 0];

    public static TheoryData<string> Habits => [.. AssociationHabits.Requests.Keys];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task Association_AsALibraryAsksForIt_BringsTheList(string habit)
    {
        AssociateRequest request = AssociationHabits.Requests[habit];
        await using RawPeer peer = await RawPeer.ConnectAsync(scene.Daemon);
        await peer.SendAsync(request.ToBytes());
        byte[]? answer = await peer.ReceiveAsync();
        Assert.NotNull(answer);
        (int ID, int Result, string? TransferSyntax)[] contexts = [.. AssociateAnswer.Contexts(answer)];
        Assert.Equal(request.Contexts.Count, contexts.Length);

        // Maximum length, implementation class and version: nothing else was agreed on.
        Assert.Equal([0x51, 0x52, 0x55], AssociateAnswer.UserItems(answer).Select(item => item.Type));
        var queries = 0;
        foreach ((int id, int result, string? uid) in contexts)
        {
            string abstractSyntax = request.Contexts[id / 2].AbstractSyntax.UID;
            if (result == 0 && abstractSyntax == DicomUID.ModalityWorklistInformationModelFind.UID)
            {
                HabitScene.AssertFound(Habit.All, await AskAsync(peer, (byte)id, uid!));
                queries++;
            }
        }

        Assert.NotEqual(0, queries);
        await peer.ReleaseAsync();
    }

    [Fact]
    public async Task Release_OfAPeerThatSendsNoMore_IsAnswered()
    {
        await using RawPeer peer = await RawPeer.AssociateAsync(scene.Daemon);
        HabitScene.AssertFound(Habit.All, await AskAsync(peer, 3, DicomUID.ImplicitVRLittleEndian.UID));

        await peer.SendAsync(ReleaseRequest);
        peer.CloseSending();

        Assert.Equal(ReleaseResponse, await peer.ReceiveAsync());
        await peer.AssertClosedAsync();
    }

    private static async Task<List<WireResponse>> AskAsync(RawPeer peer, byte contextID, string transferSyntax)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.Find(new DicomUID(transferSyntax))!;
        await peer.SendFindAsync(contextID, HabitScene.EmptyQuery(syntax));
        return await WireResponse.ReceiveAsync(peer, syntax);
    }
}
