using System.Text;
using Wlmscp.Tests.Faults;
using static Wlmscp.Tests.Mpps.MppsCommands;

namespace Wlmscp.Tests.Hostile;

/// <summary>
/// Messages about performed steps that are wrong on purpose: each is answered or ends its association, and another one gets
/// its answers.
/// </summary>
public sealed class CraftedMppsTests : IDisposable
{
    private const ushort Create = 0x0140;
    private const ushort Set = 0x0120;

    private const string Item = "feff00e0";
    private const string Sequence = "40004003"; // Performed Series Sequence
    private const string Undefined = "ffffffff";
    private const string Status = "40005202" + "0c000000" + "494e2050524f475245535320"; // IN PROGRESS

    // 16 bytes each: 480 KB, which fits into what a data set may have.
    private const int Levels = 30_000;

    private static readonly DicomUID Mpps = DicomUID.ModalityPerformedProcedureStep;

    private static readonly string[] WrongUIDs =
    [
        "..", ".", "/", "../../x", "/etc/passwd", "1.2.3/../../x", "1.2.3.4/", "1.2\0../x", "\0/x", "a", "1.2.3 .4",
        "1..2", "1.2.", "~", "1.2.3\n", "%2e%2e", "lockfile", "1.2.3.dcm", new string('1', 65), new string('.', 64),
        new string('1', 10_000),
    ];

    private readonly FaultScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(Create)]
    [InlineData(Set)]
    public async Task DataSet_Of16MiB_IsAbortedBesideOthersThatWork(int field)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);
        var comments = new byte[16 << 20];
        comments.AsSpan().Fill((byte)'x');
        byte[] bytes = [.. Convert.FromHexString(Status), 0x40, 0, 0x80, 0x02, 0, 0, 0, 1, .. comments]; // (0040,0280)

        await peer.SendAsync(RawPeer.Data(Context, isCommand: true, Request((ushort)field, 1, Mpps, "1.2.3", true)));
        await peer.TrySendAsync(RawPeer.Fragments(Context, isCommand: false, bytes));
        peer.CloseSending();
        await peer.DrainAsync();

        await daemon.WaitForErrorLineAsync(
            line => line.Contains("data set of more than 1048576 bytes", StringComparison.Ordinal));
        await AssertUnharmedAsync(daemon, bystander);
    }

    [Fact]
    public async Task DataSet_OfAMegabyte_IsTaken()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);
        var comments = new byte[1_000_000];
        comments.AsSpan().Fill((byte)'x');
        byte[] length = BitConverter.GetBytes(comments.Length);
        byte[] bytes = [.. Convert.FromHexString(Status), 0x40, 0, 0x80, 0x02, .. length, .. comments];

        await peer.SendAsync(RawPeer.Data(Context, isCommand: true, Request(Create, 1, Mpps, "1.2.3", true)));
        await peer.SendAsync(RawPeer.Fragments(Context, isCommand: false, bytes));

        Assert.Equal("0000", StatusOf(await peer.ReceiveAsync()));
        await peer.ReleaseAsync();
        await AssertUnharmedAsync(daemon, bystander, kept: ["1.2.3.dcm"]);
    }

    [Fact]
    public async Task DataSet_Crafted_IsAnsweredOrEndsItsAssociation()
    {
        string open = Sequence + Undefined + Item + Undefined;
        string closed = "feff0de0" + "00000000" + "feffdde0" + "00000000";
        (string What, string Bytes)[] all =
        [
            ("sequences without end in each other", Repeat(open)),
            ("sequences in each other", Repeat(open) + Repeat(closed)),
            ("items in each other", Sequence + Undefined + Repeat(Item + Undefined)),
            ("many items", Sequence + Undefined + Repeat(Item + "00000000") + "feffdde0" + "00000000"),
            ("a sequence of 2 GiB", Sequence + "ffffff7f" + Item + "00000000"),
            ("a text of 4 GiB less 2", "40008002" + "feffffff" + "4142"),
            ("an item that is longer than its sequence", Sequence + "08000000" + Item + "08000000" + "08006000" + "00000000"),
            ("steps that are a text", "40007002" + "04000000" + "41424344"),
            ("a step without end", "40007002" + Undefined + Item + Undefined),
            ("half a header", "40"),
            ("a command's element", "00000001" + "02000000" + "4001"),
            ("an element of the file header", "02001000" + "02000000" + "3100"),
            ("the largest tag", "ffffffff" + "00000000"),
            ("nothing", ""),
        ];
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);

        foreach ((string what, string bytes) in all)
        {
            foreach (ushort field in (ushort[])[Create, Set])
            {
                await using RawPeer peer = await AssociateAsync(daemon);
                string dataset = string.CompareOrdinal(bytes, "40005202") < 0 ? bytes + Status : Status + bytes;
                await peer.SendAsync(RawPeer.Data(Context, isCommand: true, Request(field, 1, Mpps, "1.2.3", true)));
                await peer.TrySendAsync(RawPeer.Fragments(Context, isCommand: false, Convert.FromHexString(dataset)));

                Assert.True(await peer.ReceiveAsync() is [4 or 7, ..], $"{what}, {field:X4}");
                await bystander.GetAnswersAsync(1);
            }
        }

        await AssertUnharmedAsync(daemon, bystander, kept: ["1.2.3.dcm"]);
    }

    [Fact]
    public async Task WrongUID_IsRefused_AndNoFileIsMade()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        string[] before = Files();

        foreach (string uid in WrongUIDs)
        {
            foreach ((ushort field, string status) in ((ushort, string)[])[(Create, "0117"), (Set, "0112"), (0x0110, "0112")])
            {
                bool hasDataSet = field != 0x0110;
                await using RawPeer peer = await AssociateAsync(daemon);
                await peer.SendAsync((byte[])
                [
                    .. RawPeer.Data(Context, isCommand: true, Request(field, 1, Mpps, uid, hasDataSet)),
                    .. hasDataSet ? RawPeer.Data(Context, isCommand: false, Convert.FromHexString(Status)) : [],
                ]);

                Assert.Equal((uid, field, status), (uid, field, StatusOf(await peer.ReceiveAsync())));
                await bystander.GetAnswersAsync(1);
            }
        }

        Assert.Equal(before, Files());
        await AssertUnharmedAsync(daemon, bystander, kept: []);
    }

    [Fact]
    public async Task UIDOfOtherLetters_EndsItsAssociation()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);

        await peer.SendAsync(RawPeer.Data(Context, isCommand: true, Request(Create, 1, Mpps, "1.2.\u00c4", true)));

        await peer.AssertAbortedAsync();
        await AssertUnharmedAsync(daemon, bystander);
    }

    [Theory]
    [InlineData(Create, "1.2.840.10008.5.1.4.31")] // Modality Worklist
    [InlineData(Set, "1.2.840.10008.1.1")] // Verification
    [InlineData(Create, "1.2.3")]
    [InlineData(Create, "../../x")]
    public async Task WrongSOPClass_Is0211AndTheAssociationGoesOn(int field, string sopClass)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);

        await peer.SendAsync((byte[])
        [
            .. RawPeer.Data(Context, isCommand: true, Request((ushort)field, 1, new DicomUID(sopClass), "1.2.3", true)),
            .. RawPeer.Data(Context, isCommand: false, Convert.FromHexString(Status)),
        ]);

        byte[]? answer = await peer.ReceiveAsync();
        Assert.Equal("0211", StatusOf(answer));
        Assert.Contains($"0000,0002 {Hex(Mpps.UID)}", FieldsOf(answer));
        await peer.AssertEchoAsync();
        await peer.ReleaseAsync();
        await AssertUnharmedAsync(daemon, bystander);
    }

    [Theory]
    [InlineData(0x0130, "N-ACTION")]
    [InlineData(0x0150, "N-DELETE")]
    [InlineData(0x0100, "N-EVENT-REPORT")]
    public async Task OtherOperation_Is0211AndTheAssociationGoesOn(int field, string name)
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);
        foreach (byte context in (byte[])[Context, RetrieveContext])
        {
            DicomUID sopClass = context == Context ? Mpps : DicomUID.ModalityPerformedProcedureStepRetrieve;
            await peer.SendAsync(
                RawPeer.Data(context, isCommand: true, Request((ushort)field, 7, sopClass, "1.2.3", false)));

            string[] fields = FieldsOf(await peer.ReceiveAsync());

            Assert.Equal(
                [
                    $"0000,0002 {Hex(sopClass.UID)}",
                    $"0000,0100 {field:X4}"[..10] + $"{field & 0xff:X2}{(field >> 8) | 0x80:X2}",
                    "0000,0120 0700",
                    "0000,0800 0101",
                    "0000,0900 1102",
                    $"0000,0902 {Hex($"The SOP class has no {name}", ' ')}",
                ],
                fields[1..]);
        }

        await peer.AssertEchoAsync();
        await peer.ReleaseAsync();
        await AssertUnharmedAsync(daemon, bystander);
    }

    // What comes with it is not read: it may be anything.
    [Fact]
    public async Task Action_WithABrokenDataSet_Is0211AndTheAssociationGoesOn()
    {
        await using WlmscpProcess daemon = await StartAsync();
        await using Bystander bystander = await Bystander.StartAsync(daemon);
        await using RawPeer peer = await AssociateAsync(daemon);

        await peer.SendAsync((byte[])
        [
            .. RawPeer.Data(Context, isCommand: true, Request(0x0130, 7, Mpps, "1.2.3", true)),
            .. RawPeer.Data(Context, isCommand: false, [1, 2, 3]),
        ]);

        Assert.Equal("0211", StatusOf(await peer.ReceiveAsync()));
        await peer.AssertEchoAsync();
        await peer.ReleaseAsync();
        await AssertUnharmedAsync(daemon, bystander);
    }

    private Task<WlmscpProcess> StartAsync() => _scene.StartAsync("-v", "--mpps");

    private static async Task<RawPeer> AssociateAsync(WlmscpProcess daemon)
    {
        RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.AssociateAsync(MppsRequest);
        return peer;
    }

    // What nobody has thought of is an exception in the log.
    private async Task AssertUnharmedAsync(WlmscpProcess daemon, Bystander bystander, params string[] kept)
    {
        await daemon.AssertServesAsync();
        await bystander.FinishAsync();
        Assert.Equal(0, await daemon.StopAsync());
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("Exception", StringComparison.Ordinal));
        string performed = _scene.Area.Combine("mpps");
        Assert.Equal(
            kept, Directory.Exists(performed) ? Directory.GetFiles(performed).Select(Path.GetFileName) : []);
    }

    private string[] Files() =>
        [.. Directory.GetFileSystemEntries(_scene.Root.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Repeat(string bytes) => string.Concat(Enumerable.Repeat(bytes, Levels));

    private static string Hex(string text, char padding = '\0') =>
        Convert.ToHexString(Encoding.ASCII.GetBytes(text.Length % 2 == 0 ? text : text + padding));
}
