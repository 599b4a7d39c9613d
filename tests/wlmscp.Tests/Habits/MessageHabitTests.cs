namespace Wlmscp.Tests.Habits;

/// <summary>Messages as libraries cut and write them: the whole list.</summary>
public sealed class MessageHabitTests(HabitScene scene) : IClassFixture<HabitScene>
{
    private static readonly byte[] Identifier = HabitScene.EmptyQuery(DicomTransferSyntax.ImplicitVRLittleEndian);

    public static TheoryData<string> Habits => [.. MessageHabits.Messages.Keys];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task Query_AsALibrarySendsIt_BringsTheList(string habit)
    {
        byte[] message = MessageHabits.Messages[habit](Identifier);
        await using RawPeer peer = await RawPeer.AssociateAsync(scene.Daemon);

        await peer.SendAsync(message);

        HabitScene.AssertFound(
            Habit.All, await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian));
        await peer.ReleaseAsync();
    }

    [Fact]
    public async Task Query_SentByteByByte_BringsTheList()
    {
        await using RawPeer peer = await RawPeer.AssociateAsync(scene.Daemon);

        foreach (byte value in MessageHabits.Messages["command and identifier in one P-DATA-TF"](Identifier))
        {
            await peer.SendAsync(new[] { value });
        }

        HabitScene.AssertFound(
            Habit.All, await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian));
        await peer.ReleaseAsync();
    }

    // Libraries count from 0 or 1, and some repeat themselves.
    [Fact]
    public async Task Queries_WithAnyMessageID_AreAnsweredWithTheirs()
    {
        await using RawPeer peer = await RawPeer.AssociateAsync(scene.Daemon);

        foreach (ushort id in (ushort[])[0, 0, 1, 1, 65535, 7])
        {
            await peer.SendFindAsync(3, Identifier, id);
            List<WireResponse> responses =
                await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);

            HabitScene.AssertFound(Habit.All, responses);
            Assert.All(responses, response =>
            {
                Assert.True(response.Command.TryGetUInt16(new DicomTag(0x0000, 0x0120), out ushort answered));
                Assert.Equal(id, answered);
            });
        }

        await peer.ReleaseAsync();
    }
}
