using static Wlmscp.Tests.Mpps.MppsCommands;

namespace Wlmscp.Tests.Mpps;

/// <summary>
/// Messages about performed steps as bytes over a socket, and each field of what is answered: those of PS3.7 10.3, with the
/// numbers of annex E, in the order of their tags.
/// </summary>
public sealed class MppsBytesTests : IDisposable
{
    private static readonly byte[] CreateRequest = Convert.FromHexString(
        "00000000" + "04000000" + "4E000000" + // group length 78
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "4001" + // N-CREATE-RQ
        "00001001" + "02000000" + "0100" + // Message ID 1
        "00000008" + "02000000" + "0100" + // a data set
        "00000010" + "08000000" + "312E322E332E3400"); // Affected SOP Instance UID 1.2.3.4

    private static readonly byte[] CreateRequestWithoutUID = Convert.FromHexString(
        "00000000" + "04000000" + "3E000000" + // group length 62
        "00000200" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Affected SOP Class UID
        "00000001" + "02000000" + "4001" + // N-CREATE-RQ
        "00001001" + "02000000" + "0100" + // Message ID 1
        "00000008" + "02000000" + "0100"); // a data set

    private static readonly byte[] SetRequest = Convert.FromHexString(
        "00000000" + "04000000" + "4E000000" + // group length 78
        "00000300" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3300" + // Requested SOP Class UID
        "00000001" + "02000000" + "2001" + // N-SET-RQ
        "00001001" + "02000000" + "0200" + // Message ID 2
        "00000008" + "02000000" + "0100" + // a data set
        "00000110" + "08000000" + "312E322E332E3400"); // Requested SOP Instance UID 1.2.3.4

    private static readonly byte[] GetRequest = Convert.FromHexString(
        "00000000" + "04000000" + "5E000000" + // group length 94
        "00000300" + "18000000" + "312E322E3834302E31303030382E332E312E322E332E3400" + // Requested SOP Class UID, Retrieve
        "00000001" + "02000000" + "1001" + // N-GET-RQ
        "00001001" + "02000000" + "0300" + // Message ID 3
        "00000008" + "02000000" + "0101" + // no data set
        "00000110" + "08000000" + "312E322E332E3400" + // Requested SOP Instance UID 1.2.3.4
        "00000510" + "08000000" + "4000520240008002"); // Attribute Identifier List: (0040,0252), (0040,0280)

    // PS3.4 table F.7.2-1, in implicit VR little endian.
    private static readonly byte[] Begin = Convert.FromHexString(
        "08006000" + "02000000" + "4D52" + // Modality MR
        "10002000" + "08000000" + "4156333536373420" + // Patient ID AV35674
        "40004102" + "04000000" + "41413332" + // Performed Station AE Title AA32
        "40004402" + "08000000" + "3230323630383031" + // Start Date 20260801
        "40004502" + "06000000" + "303833313030" + // Start Time 083100
        "40005202" + "0C000000" + "494E2050524F475245535320" + // Status IN PROGRESS
        "40005302" + "04000000" + "50505331" + // Performed Procedure Step ID PPS1
        "40007002" + "3A000000" + "FEFF00E0" + "32000000" + // Scheduled Step Attributes Sequence, an item
        "20000D00" + "1A000000" + "312E322E3237362E302E373233303031302E332E322E31303100" + // Study Instance UID
        "40000900" + "08000000" + "5350443133343220"); // Scheduled Procedure Step ID SPD1342

    private static readonly byte[] End = Convert.FromHexString(
        "40005202" + "0A000000" + "434F4D504C4554454420"); // Status COMPLETED

    private readonly MppsScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Messages_AreAnsweredField_ByField()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await AssociateAsync(daemon);

        Assert.Equal(
            [
                "0000,0000 58000000", // group length 88
                "0000,0002 312E322E3834302E31303030382E332E312E322E332E3300", // Affected SOP Class UID
                "0000,0100 4081", // N-CREATE-RSP
                "0000,0120 0100", // to message 1
                "0000,0800 0101", // no data set
                "0000,0900 0000", // success
                "0000,1000 312E322E332E3400", // Affected SOP Instance UID
            ],
            FieldsOf(await AskAsync(peer, CreateRequest, Begin)));
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));

        Assert.Equal(
            [
                "0000,0000 64000000", // group length 100
                "0000,0002 312E322E3834302E31303030382E332E312E322E332E3400", // Affected SOP Class UID, Retrieve
                "0000,0100 1081", // N-GET-RSP
                "0000,0120 0300", // to message 3
                "0000,0800 0100", // a data set
                "0000,0900 0100", // warning 0001: not all that was asked for is there
                "0000,1000 312E322E332E3400", // Affected SOP Instance UID
                "0000,1005 40008002", // Attribute Identifier List: what is not
            ],
            FieldsOf(await AskAsync(peer, GetRequest, [], RetrieveContext)));
        Assert.Equal(
            RawPeer.Data(RetrieveContext, isCommand: false, Convert.FromHexString(
                "40005202" + "0C000000" + "494E2050524F475245535320")), // Status IN PROGRESS
            await peer.ReceiveAsync());

        Assert.Equal(
            [
                "0000,0000 58000000", // group length 88
                "0000,0002 312E322E3834302E31303030382E332E312E322E332E3300", // Affected SOP Class UID
                "0000,0100 2081", // N-SET-RSP
                "0000,0120 0200", // to message 2
                "0000,0800 0101", // no data set
                "0000,0900 0000", // success
                "0000,1000 312E322E332E3400", // Affected SOP Instance UID
            ],
            FieldsOf(await AskAsync(peer, SetRequest, End)));
        Assert.Empty(await MppsScene.StatusesAsync(daemon));
        await peer.ReleaseAsync();
    }

    [Fact]
    public async Task SetAfterTheEnd_HasErrorIDAndComment()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await AssociateAsync(daemon);
        Assert.Equal("0000", StatusOf(await AskAsync(peer, CreateRequest, Begin)));
        Assert.Equal("0000", StatusOf(await AskAsync(peer, SetRequest, End)));

        Assert.Equal(
            [
                "0000,0000 A2000000", // group length 162
                "0000,0002 312E322E3834302E31303030382E332E312E322E332E3300", // Affected SOP Class UID
                "0000,0100 2081", // N-SET-RSP
                "0000,0120 0200", // to message 2
                "0000,0800 0101", // no data set
                "0000,0900 1001", // processing failure 0110
                "0000,0902 506572666F726D65642050726F6365647572652053746570204F626A656374206D6179206E6F206C6F6E67657220"
                    + "62652075706461746564", // Error Comment
                "0000,0903 10A7", // Error ID A710
                "0000,1000 312E322E332E3400", // Affected SOP Instance UID
            ],
            FieldsOf(await AskAsync(peer, SetRequest, End)));
    }

    [Fact]
    public async Task CreateThatIsOver_HasTheAttributeThatMayNotBe()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await AssociateAsync(daemon);

        string[] fields = FieldsOf(await AskAsync(peer, CreateRequest, End));

        Assert.Equal(
            ["0000,0800 0100", "0000,0900 0601"], // a data set; invalid attribute value 0106
            fields.Where(field => field[5..9] is "0800" or "0900"));
        Assert.Equal(RawPeer.Data(Context, isCommand: false, End), await peer.ReceiveAsync());
    }

    // 0111, 0112 and 0117 say which instance is meant.
    [Fact]
    public async Task Refusals_NameTheInstance()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await AssociateAsync(daemon);

        foreach ((byte[] command, byte[] dataset, byte context, string status) in
            ((byte[], byte[], byte, string)[])
            [
                (SetRequest, End, Context, "0112"),
                (GetRequest, [], RetrieveContext, "0112"),
                (CreateRequest, Begin, Context, "0000"),
                (CreateRequest, Begin, Context, "0111"),
            ])
        {
            byte[]? answer = await AskAsync(peer, command, dataset, context);

            Assert.Equal(status, StatusOf(answer));
            Assert.Contains("0000,1000 312E322E332E3400", FieldsOf(answer));
        }
    }

    [Fact]
    public async Task CreateWithoutUID_IsAnsweredWithOneThatWasMade()
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await using RawPeer peer = await AssociateAsync(daemon);

        byte[]? answer = await AskAsync(peer, CreateRequestWithoutUID, Begin);

        Assert.Equal("0000", StatusOf(answer));
        string hex = FieldsOf(answer)[^1];
        Assert.StartsWith("0000,1000 322E32352E", hex, StringComparison.Ordinal); // 2.25.
        string uid = System.Text.Encoding.ASCII.GetString(Convert.FromHexString(hex[10..])).TrimEnd('\0');
        Assert.True(File.Exists(_scene.Area.Combine($"mpps/{uid}.dcm")));
    }

    private static async Task<RawPeer> AssociateAsync(WlmscpProcess daemon)
    {
        RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.AssociateAsync(MppsRequest);
        return peer;
    }

    private static async Task<byte[]?> AskAsync(RawPeer peer, byte[] command, byte[] dataset, byte context = Context)
    {
        await peer.SendAsync((byte[])
        [
            .. RawPeer.Data(context, isCommand: true, command),
            .. dataset.Length > 0 ? RawPeer.Data(context, isCommand: false, dataset) : [],
        ]);
        return await peer.ReceiveAsync();
    }
}
