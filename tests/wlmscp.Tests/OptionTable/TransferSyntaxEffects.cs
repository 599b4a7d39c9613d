using System.IO.Compression;

namespace Wlmscp.Tests.OptionTable;

/// <summary>Which of the proposed transfer syntaxes is taken, and how responses are compressed.</summary>
internal static class TransferSyntaxEffects
{
    private static readonly DicomUID Worklist = DicomUID.ModalityWorklistInformationModelFind;
    private static readonly DicomUID Implicit = DicomUID.ImplicitVRLittleEndian;
    private static readonly DicomUID Little = DicomUID.ExplicitVRLittleEndian;
    private static readonly DicomUID Big = DicomUID.ExplicitVRBigEndian;
    private static readonly DicomUID Deflated = DicomUID.DeflatedExplicitVRLittleEndian;

    public static OptionEffect[] All { get; } =
    [
        new(["--prefer-uncompr", "+x="], (scene, form) => TakesAsync(scene, ["+xb", form], Little, Little)),
        new(["--prefer-little", "+xe"], (scene, form) => TakesAsync(scene, ["+xb", form], Little, Little)),
        new(["--prefer-big", "+xb"], (scene, form) => TakesAsync(scene, [form], Big, Big)),
        new(["--prefer-deflated", "+xd"], (scene, form) => TakesAsync(scene, [form], Deflated, Little)),
        new(["--implicit", "+xi"], (scene, form) => TakesAsync(scene, [form], Implicit, null)),
        new(["--compression-level", "+cl"], CompressionLevelAsync),
    ];

    // The answers to a proposal of all four, and to one without deflated and implicit.
    private static async Task TakesAsync(OptionScene scene, string[] options, DicomUID ofAll, DicomUID? ofExplicit)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(options);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        var request = new AssociateRequest
        {
            Contexts =
            [
                (Worklist, [Implicit, Big, Deflated, Little]),
                (Worklist, [Big, Little]),
                (DicomUID.Verification, [Implicit]),
            ],
        };
        await peer.SendAsync(request.ToBytes());

        byte[] answer = (await peer.ReceiveAsync())!;

        Assert.Equal(
            [ofAll.UID, ofExplicit?.UID, Implicit.UID],
            AssociateAnswer.Contexts(answer).Select(context => context.TransferSyntax));
    }

    private static async Task CompressionLevelAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess none = await scene.StartAsync("+xd", form, "0");
        await using WlmscpProcess best = await scene.StartAsync("+xd", form, "9");

        Assert.True(await ResponseLengthAsync(none) > await ResponseLengthAsync(best));
    }

    private static async Task<int> ResponseLengthAsync(WlmscpProcess daemon)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(new AssociateRequest { Contexts = [(Worklist, [Deflated])] }.ToBytes());
        Assert.Equal(2, (await peer.ReceiveAsync())![0]);
        await peer.SendAsync(RawPeer.Command(1, Worklist, 0x0020, 1, hasDataSet: true));
        await peer.SendAsync(RawPeer.Data(1, isCommand: false, Deflate("\x40\0\0\x01SQ\0\0\0\0\0\0"u8)));
        Assert.NotNull(await peer.ReceiveAsync()); // the command of the pending response
        return (await peer.ReceiveAsync())!.Length;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        using var output = new MemoryStream();
        using (var deflate = new DeflateStream(output, CompressionMode.Compress))
        {
            deflate.Write(bytes);
        }

        byte[] deflated = output.ToArray();
        return deflated.Length % 2 == 0 ? deflated : [.. deflated, 0];
    }
}
