using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Wlmscp.Tests.Devices;

/// <summary>What profiles say of associations: agreements (PS3.4 K.5.1), limits, TLS and the area that is served.</summary>
[KnowsDates]
public sealed class NetworkProfileTests : IAsyncDisposable
{
    private const string Worklist = "1.2.840.10008.5.1.4.31";

    private static readonly WireWriter Implicit = new(IsExplicit: false);

    private readonly TemporaryDirectory _root = new();
    private WlmscpProcess? _daemon;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await (_daemon?.DisposeAsync() ?? ValueTask.CompletedTask);
        _root.Dispose();
    }

    // Asked, the options and the profile of FUZZY, and what is answered; null: no sub-item.
    [Theory]
    [InlineData("01010101", "--negotiate-fuzzy-names --negotiate-timezones", "", "01010101")]
    [InlineData("010101", "--negotiate-fuzzy-names", "", "010101")]
    [InlineData("01010101", "--negotiate-fuzzy-names", "", "01010100")]
    [InlineData("01010001", "--negotiate-fuzzy-names", "", "01010000")]
    [InlineData("01010101", "", "", null)]
    [InlineData(null, "--negotiate-fuzzy-names", "", null)]
    [InlineData("01010101", "", """{ "fuzzyNames": true }""", "01010100")]
    [InlineData("01010101", "--negotiate-fuzzy-names", """{ "timezones": true, "fuzzyNames": false }""", "01010001")]
    public async Task ExtendedNegotiation_IsAnsweredAsTheStandardSays(
        string? asked, string options, string negotiate, string? answered)
    {
        string profile = negotiate.Length == 0 ? "" : $$""", "negotiate": {{negotiate}}""";
        await StartAsync($$"""{ "devices": [ { "calling": "FUZZY" {{profile}} } ] }""", options);
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);

        byte[] accept = await AssociateAsync(peer, "FUZZY", asked);

        Assert.Equal(
            answered is null ? [] : [$"0016{Convert.ToHexString(Encoding.ASCII.GetBytes(Worklist))}{answered}"],
            AssociateAnswer.UserItems(accept, 0x56).Select(Convert.ToHexString));
    }

    [Theory]
    [InlineData("antonin dvorak", true, "P1")]
    [InlineData("antonin dvorak", false, "")]
    [InlineData("DVO\u0158\u00c1K^ANTON\u00cdN", false, "P1")]
    public async Task FuzzyNames_ForWhoHasAgreedOnThem(string name, bool agrees, string patients)
    {
        await StartAsync("{}", "--negotiate-fuzzy-names");
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);
        await AssociateAsync(peer, "ANY", agrees ? "010101" : null);
        byte[] query = WireWriter.Sort(
            Implicit.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 192"),
            Implicit.Element(DicomTag.PatientName, "PN", Utf8(name)),
            Implicit.Element(DicomTag.PatientID, "LO"));

        Assert.Equal(patients, await FindAsync(peer, query));
    }

    // The daemon is in Kathmandu: +0545, summer and winter.
    [Theory]
    [InlineData("+0000", "0345", true, "P1", "+0545")]
    [InlineData("+0000", "0930", true, "", null)]
    [InlineData("+0000", "0930", false, "P1", "")] // as times stand
    [InlineData("+0545", "0930", true, "P1", "+0545")]
    public async Task Timezones_ForWhoHasAgreedOnThem(string zone, string time, bool agrees, string patients, string? answered)
    {
        await StartAsync(
            """{ "devices": [ { "calling": "ZONE", "negotiate": { "timezones": true } } ] }""", "", ("TZ", "Asia/Kathmandu"));
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);
        await AssociateAsync(peer, "ZONE", agrees ? "01010001" : null);
        byte[] query = WireWriter.Sort(
            Implicit.Element(DicomTag.TimezoneOffsetFromUTC, "SH", zone),
            Implicit.Element(DicomTag.PatientID, "LO"),
            Implicit.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.Item(WireWriter.Sort(
                Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA", DeviceScene.Day(0)),
                Implicit.Element(DicomTag.ScheduledProcedureStepStartTime, "TM", time)))));
        await peer.SendFindAsync(1, query);
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Equal(patients, string.Join(' ', Patients(responses)));
        Assert.Equal(
            answered is null ? [] : [answered],
            responses.SkipLast(1).Select(response => response.Text(DicomTag.TimezoneOffsetFromUTC)));
    }

    [Fact]
    public async Task MaxPduLength_IsToldAndKept_WhateverTheDeviceTakes()
    {
        await StartAsync("""{ "devices": [ { "calling": "SMALL", "network": { "maxPduLength": 4096 } } ] }""", "");
        DicomDataset entry = Of(2).ToDataset();
        entry.AddOrUpdate(DicomElement.FromAscii(new DicomTag(0x0010, 0x4000), DicomVR.LT, new string('x', 9000)));
        new WorklistArea(_root.Path).Write("2.wl", entry);
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);
        byte[] accept = await AssociateAsync(peer, "SMALL", null);
        Assert.Equal(4096, AssociateAnswer.MaxPduLength(accept));

        byte[][] pdus = await peer.QueryAsync(1, Implicit.Element(new DicomTag(0x0010, 0x4000), "LT"));

        int longest = pdus.Max(pdu => BinaryPrimitives.ReadInt32BigEndian(pdu.AsSpan(2)));
        Assert.InRange(longest, 4000, 4096);
        Assert.True(pdus.Sum(pdu => pdu.Length) > 9000);
    }

    [Fact]
    public async Task TransferSyntaxes_AreThoseOfTheProfile_InItsOrder()
    {
        await StartAsync(
            """
            { "devices": [ { "calling": "OLD",
              "network": { "transferSyntaxes": ["ImplicitVRLittleEndian", "ExplicitVRLittleEndian"] } } ] }
            """, "");

        Assert.Equal([(1, 0, "1.2.840.10008.1.2"), (3, 4, null), (5, 0, "1.2.840.10008.1.2.1")], await ContextsAsync("OLD"));
        Assert.Equal(
            [(1, 0, "1.2.840.10008.1.2.1"), (3, 0, "1.2.840.10008.1.2.2"), (5, 0, "1.2.840.10008.1.2.1")],
            await ContextsAsync("OTHER"));
    }

    [Fact]
    public async Task RequireTls_RejectsWithoutIt_AndTheLogSaysWhy()
    {
        await StartAsync("""{ "devices": [ { "calling": "SAFE*", "network": { "requireTls": true } } ] }""", "");
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);

        await peer.SendAsync(new AssociateRequest { CallingAETitle = "SAFE1" }.ToBytes());

        Assert.Equal("030000000004" + "00010101", Convert.ToHexString((await peer.ReceiveAsync())!));
        string said = await _daemon!.WaitForErrorLineAsync(
            line => line.EndsWith("devices[0] (SAFE*) requires TLS", StringComparison.Ordinal));
        Assert.Contains(" WARN ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsThatNeedADoor_WithoutIt_AreToldAtTheStart()
    {
        await StartAsync(
            """
            { "devices": [ { "calling": "SAFE", "network": { "requireTls": true } },
                           { "calling": "CT1", "mpps": { "accept": false } } ] }
            """, "-v");

        string tls = await _daemon!.WaitForErrorLineAsync(line => line.EndsWith(
            "devices[0] (SAFE): network.requireTls: this daemon has no TLS: all associations of the device are rejected",
            StringComparison.Ordinal));
        Assert.Contains(" WARN ", tls, StringComparison.Ordinal);
        await _daemon!.WaitForErrorLineAsync(line => line.EndsWith(
            "devices[1] (CT1): mpps without effect: there is no --mpps", StringComparison.Ordinal));
    }

    // What the profile alone rejects, the log says so of.
    [Theory]
    [InlineData(
        """{ "calling": "OLD", "network": { "transferSyntaxes": "ExplicitVRBigEndian" } }""", "00010101",
        "devices[0] (OLD): only Explicit VR Big Endian: no presentation context can be accepted, transfer syntax not supported")]
    [InlineData(
        """{ "calling": "OLD", "servedAs": "NOTHERE" }""", "00010107",
        "devices[0] (OLD) serves it as NOTHERE, and there is no NOTHERE")]
    public async Task RejectionByAProfile_IsWarnedOf(string profile, string reason, string said)
    {
        await StartAsync($$"""{ "devices": [ {{profile}} ] }""", "");
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);

        await peer.SendAsync(new AssociateRequest
        {
            CallingAETitle = "OLD",
            Contexts = [(new DicomUID(Worklist), [DicomUID.ImplicitVRLittleEndian])],
        }.ToBytes());

        Assert.Equal("030000000004" + reason, Convert.ToHexString((await peer.ReceiveAsync())!));
        string line = await _daemon!.WaitForErrorLineAsync(each => each.Contains(said, StringComparison.Ordinal));
        Assert.Contains(" WARN ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdleSeconds_EndsASilentAssociation_OfThisDevice()
    {
        await StartAsync("""{ "devices": [ { "calling": "SILENT", "network": { "idleSeconds": 1 } } ] }""", "");
        await using RawPeer other = await RawPeer.ConnectAsync(_daemon!);
        await AssociateAsync(other, "OTHER", null);
        await using RawPeer silent = await RawPeer.ConnectAsync(_daemon!);
        await AssociateAsync(silent, "SILENT", null);

        await silent.AssertAbortedAsync();
        Assert.Equal("P1", await FindAsync(other, Patient()));
    }

    // A device that wants its echo under the title of the archive, and asks there, too.
    [Fact]
    public async Task ServedAs_FindsTheAreaOfAnotherTitle()
    {
        await StartAsync(
            """
            { "devices": [ { "calling": "LOGIQ*", "called": "MPPS_SCP", "servedAs": "AETITLE_1",
                             "set": { "PatientComments": "{CalledAETitle}" } } ] }
            """, $"-d --audit-log {_root.Combine("audit.jsonl")}");
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);
        await peer.AssociateAsync(new AssociateRequest { CallingAETitle = "LOGIQ1", CalledAETitle = "MPPS_SCP" });
        await peer.AssertEchoAsync();
        await peer.SendFindAsync(3, WireWriter.Sort(
            Implicit.Element(DicomTag.PatientID, "LO"), Implicit.Element(new DicomTag(0x0010, 0x4000), "LT")));
        List<WireResponse> responses = await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian);

        Assert.Equal(["P1"], Patients(responses));
        Assert.Equal("MPPS_SCP", responses[0].Text(new DicomTag(0x0010, 0x4000)));
        await _daemon!.WaitForErrorLineAsync(
            line => line.EndsWith("devices[0] (LOGIQ*): served as AETITLE_1", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(
            () => File.ReadLines(_root.Combine("audit.jsonl")).Any(line =>
                line.Contains("\"areas\":[\"AETITLE_1\"]", StringComparison.Ordinal)
                && line.Contains("\"calledAETitle\":\"MPPS_SCP\"", StringComparison.Ordinal)),
            "the audit log has the title that was called, and the area");
        await using RawPeer other = await RawPeer.ConnectAsync(_daemon!);
        await other.SendAsync(new AssociateRequest { CallingAETitle = "OTHER", CalledAETitle = "MPPS_SCP" }.ToBytes());
        Assert.Equal("030000000004" + "00010107", Convert.ToHexString((await other.ReceiveAsync())!));
    }

    private async Task StartAsync(string configuration, string options, params (string Name, string Value)[] environment)
    {
        new WorklistArea(_root.Path).Write("1.wl", Of(1));
        string file = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(file, configuration, Cancelled);
        string[] arguments = ["--dir", _root.Path, "--config", file, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        ProcessStartInfo start = WlmscpProgram.StartInfo(["--port", "0", .. arguments]);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _daemon = await WlmscpProcess.StartAsync(start);
    }

    private static Entry Of(int number) => new()
    {
        PatientID = $"P{number}", PatientName = "Dvo\u0159\u00e1k^Anton\u00edn", CharacterSet = "ISO_IR 192",
        StartDate = DeviceScene.Day(0), StartTime = "093000", StudyInstanceUID = $"1.2.3.{number}", StepID = $"S{number}",
    };

    private async Task<(int ID, int Result, string? TransferSyntax)[]> ContextsAsync(string calling)
    {
        DicomUID worklist = new(Worklist);
        await using RawPeer peer = await RawPeer.ConnectAsync(_daemon!);
        await peer.SendAsync(new AssociateRequest
        {
            CallingAETitle = calling,
            Contexts =
            [
                (worklist, [DicomUID.ExplicitVRLittleEndian, DicomUID.ImplicitVRLittleEndian]),
                (worklist, [DicomUID.ExplicitVRBigEndian]),
                (worklist, [DicomUID.ExplicitVRBigEndian, DicomUID.ExplicitVRLittleEndian]),
            ],
        }.ToBytes());
        return [.. AssociateAnswer.Contexts((await peer.ReceiveAsync())!)];
    }

    private static async Task<byte[]> AssociateAsync(RawPeer peer, string calling, string? asked)
    {
        byte[] further = asked is null ? [] : AssociateRequest.Item(
            0x56, [0, (byte)Worklist.Length, .. Encoding.ASCII.GetBytes(Worklist), .. Convert.FromHexString(asked)]);
        await peer.SendAsync(new AssociateRequest
        {
            CallingAETitle = calling,
            MaxPduLength = 0,
            Contexts = [(new DicomUID(Worklist), [DicomUID.ImplicitVRLittleEndian])],
            FurtherUserItems = further,
        }.ToBytes());
        byte[]? accept = await peer.ReceiveAsync();
        Assert.NotNull(accept);
        Assert.Equal(2, accept[0]);
        return accept;
    }

    private static byte[] Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length % 2 == 0 ? bytes : [.. bytes, (byte)' '];
    }

    private static byte[] Patient() => Implicit.Element(DicomTag.PatientID, "LO");

    private static async Task<string> FindAsync(RawPeer peer, byte[] query)
    {
        await peer.SendFindAsync(1, query);
        return string.Join(
            ' ', Patients(await WireResponse.ReceiveAsync(peer, DicomTransferSyntax.ImplicitVRLittleEndian)));
    }

    private static IEnumerable<string?> Patients(List<WireResponse> responses)
    {
        Assert.Equal(0, responses[^1].Status);
        return responses.SkipLast(1).Select(response => response.Text(DicomTag.PatientID));
    }
}
