using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Wlmscp.Tests.Documentation;

namespace Wlmscp.Tests.Devices.Cards;

/// <summary>What devices ask is in the audit log, and <c>wlmscp devices</c> makes cards of it.</summary>
public sealed class DeviceCardTests : IDisposable
{
    private const byte Context = 3;
    private const string Patient = "Vivaldi";

    private static readonly WireWriter Wire = new(IsExplicit: false);

    private readonly TemporaryDirectory _root = new();
    private readonly string _file;

    public DeviceCardTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry { Modality = "CT", StationAETitle = "CT1" });
        _file = _root.Combine("audit.jsonl");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task AuditLog_HasTheKindsOfValues_WithoutThem()
    {
        await AskAsync("CT1", FullQuery());

        string text = await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Patient, text, StringComparison.Ordinal);
        Assert.DoesNotContain("20260801", text, StringComparison.Ordinal);
        JsonElement[] lines = Read();
        Assert.All(lines, line => Assert.Subset(
            AuditDocumentTests.FieldsOf(Text(line, "event")).ToHashSet(),
            line.EnumerateObject().Select(property => property.Name).ToHashSet()));

        JsonElement association = Assert.Single(lines, line => Text(line, "event") == "association");
        Assert.Equal("1.2.3.4", Text(association, "implementation"));
        Assert.Equal("SOFT_1", Text(association, "version"));
        Assert.Equal(32768, association.GetProperty("maxPdu").GetInt32());
        Assert.Equal("[\"1.2.840.10008.1.2\"]", association.GetProperty("proposed").GetRawText());
        Assert.Equal("1.2.840.10008.1.2", Text(association, "accepted"));

        JsonElement query = Assert.Single(lines, line => Text(line, "event") == "query");
        JsonElement asks = query.GetProperty("asks");
        Assert.Equal("[\"00100010\"]", asks.GetProperty("WILDCARD").GetRawText());
        Assert.Equal("[\"0020000D\"]", asks.GetProperty("UID").GetRawText());
        Assert.Equal("[\"00100020\"]", asks.GetProperty("UNIVERSAL").GetRawText());
        Assert.Equal("[\"00400100\"]", asks.GetProperty("SEQUENCE").GetRawText());
        Assert.Equal("[\"00400100.00400002\"]", asks.GetProperty("RANGE").GetRawText());
        Assert.Equal(
            "[\"00400100.00080060\",\"00400100.00400001\"]", asks.GetProperty("SINGLE_VALUE").GetRawText());
        Assert.Equal("ISO_IR 100", Text(query, "characterSet"));
        Assert.True(query.GetProperty("notAscii").GetBoolean());
        Assert.Equal("[\"CT1\"]", query.GetProperty("stations").GetRawText());
        Assert.Equal("[\"CT\"]", query.GetProperty("modalities").GetRawText());
    }

    [Fact]
    public async Task Table_HasARowForEachDevice()
    {
        await AskAsync("CT1", FullQuery());
        await AskAsync("US1", Query([], Name("M\xfcller")));

        ProgramRun run = await ProgramRun.WlmscpAsync("devices", "--audit-log", _file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("DEVICE ", rows[0], StringComparison.Ordinal);
        Assert.Matches("^CT1 +AETITLE_1 +127.0.0.1 +1.2.3.4 SOFT_1 +32768 +ISO_IR 100 +1 ", rows[1]);
        Assert.Matches("^US1 +AETITLE_1 ", rows[2]);
    }

    [Fact]
    public async Task Files_ThatAreSeveral_AndPacked_AndHaveOtherLines_AreRead()
    {
        await AskAsync("CT1", FullQuery());
        string packed = _root.Combine("audit.jsonl.1.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionMode.Compress))
        {
            await gzip.WriteAsync(
                await File.ReadAllBytesAsync(_file, TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken);
        }

        await File.AppendAllTextAsync(
            _file, $"no line\n{{\"time\":1}}\n{new string('x', 3 << 20)}\n", TestContext.Current.CancellationToken);

        ProgramRun run = await ProgramRun.WlmscpAsync("devices", "--json", "--audit-log", _file, packed);

        Assert.Equal(
            (0, "wlmscp devices: 3 lines are none of an audit log, expected those of the daemon's --audit-log\n"),
            (run.ExitCode, run.Error));
        JsonElement card = Assert.Single(JsonDocument.Parse(run.Output).RootElement.EnumerateArray());
        Assert.Equal(("CT1", 2), (Text(card, "calling"), card.GetProperty("queries").GetInt32()));
        Assert.Equal(2, card.GetProperty("keys").GetProperty("00400100.00400002").GetProperty("RANGE").GetInt32());
    }

    [Fact]
    public async Task Show_HasKeysAndHints()
    {
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(
                "US1", Query([Wire.Element(DicomTag.ScheduledStationAETitle, "AE", "US9")], Name("M\xfcller")));
        }

        ProgramRun run = await ProgramRun.WlmscpAsync("devices", "show", "US1", "--audit-log", _file);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(
            @"ScheduledProcedureStepSequence\.ScheduledStationAETitle +SINGLE_VALUE +3 of 3 +US9 \(fixed\)", run.Output);
        Assert.Matches("PatientName +SINGLE_VALUE +3 of 3\n", run.Output);
        Assert.Equal(
            [
                "hint: found nothing in all of its last 3 queries: wlmscp explain says why",
                "hint: asks for station US9, and never found anything so (3 queries)",
                "hint: never asks for Study Instance UID: its MPPS cannot refer",
                "hint: asks with text that is not ASCII and names no character set (3 of 3 queries)",
                "hint: asks without a date (3 of 3 queries): without another key it gets the whole list",
            ],
            run.Output.Split('\n').Where(line => line.StartsWith("hint: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Profile_IsOneThatTheConfigurationTakes()
    {
        await AskAsync("US1", Query(
            [Wire.Element(DicomTag.Modality, "CS", "US"), Wire.Element(DicomTag.ScheduledStationAETitle, "AE")],
            Wire.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100")));

        ProgramRun draft = await ProgramRun.WlmscpAsync("devices", "show", "US1", "--profile", "--audit-log", _file);

        Assert.Equal((0, ""), (draft.ExitCode, draft.Error));
        foreach (string setting in (string[])
        [
            "\"calling\": \"US1\"", "\"station\": { \"force\": \"US1\" }", "\"dates\": { \"default\": \"-1d..+1d\" }",
            "\"characterSet\": { \"name\": \"ISO_IR 100\" }",
        ])
        {
            Assert.Contains($"\n    {setting}", draft.Output, StringComparison.Ordinal);
        }

        string configuration = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(configuration, draft.Output, TestContext.Current.CancellationToken);
        ProgramRun check = await ProgramRun.WlmscpAsync("check", "--config", configuration);
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
    }

    [Fact]
    public async Task Device_ThatAsksForAllThatIsNeeded_HasTheProfileOfItsNameAlone()
    {
        await AskAsync("CT1", Query(
        [
            Wire.Element(DicomTag.ScheduledStationAETitle, "AE", "CT1"),
            Wire.Element(DicomTag.ScheduledProcedureStepStartDate, "DA", "20260801"),
        ]));

        ProgramRun draft = await ProgramRun.WlmscpAsync("devices", "show", "CT1", "--profile", "--audit-log", _file);

        Assert.Equal(
            "{ \"devices\": [\n  {\n    // As it calls itself; 1 query.\n    \"calling\": \"CT1\"\n  }\n] }\n", draft.Output);
    }

    [Theory]
    [InlineData(2, ": devices: no --audit-log FILE..., expected it, as in: wlmscp devices --audit-log", "devices")]
    [InlineData(3, " devices: --audit-log /nowhere", "devices", "--audit-log", "/nowhere")]
    [InlineData(1, " devices: no devices", "devices", "--audit-log", "/dev/null")]
    [InlineData(
        1, " devices show: CT1: not in the audit log, expected a calling AE title that wlmscp devices shows",
        "devices", "show", "CT1", "--audit-log", "/dev/null")]
    public async Task Faults_AreOneLine(int exitCode, string error, params string[] args)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(args);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"wlmscp{error}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private static byte[] FullQuery() => Query(
        [
            Wire.Element(DicomTag.Modality, "CS", "CT"),
            Wire.Element(DicomTag.ScheduledStationAETitle, "AE", "CT1"),
            Wire.Element(DicomTag.ScheduledProcedureStepStartDate, "DA", "20260801-20260802"),
        ],
        Wire.Element(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100"),
        Name($"{Patient}\xfc*"), Wire.Element(DicomTag.PatientID, "LO"),
        Wire.Element(DicomTag.StudyInstanceUID, "UI", "1.2.276.0.7230010.3.2.101"));

    private static byte[] Name(string name) => Wire.Element(DicomTag.PatientName, "PN", name);

    private static byte[] Query(byte[][] step, params byte[][] elements) => WireWriter.Sort(
        [.. elements, Wire.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.Item(step))]);

    private static string Text(JsonElement line, string name) => line.GetProperty(name).GetString()!;

    private async Task AskAsync(string calling, byte[] identifier)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path, "--audit-log", _file);
        await using (RawPeer peer = await RawPeer.ConnectAsync(daemon))
        {
            await peer.AssociateAsync(new AssociateRequest
            {
                CallingAETitle = calling,
                MaxPduLength = 32768,
                FurtherUserItems = AssociateRequest.Item(0x55, Encoding.ASCII.GetBytes("SOFT_1")),
            });
            Assert.Equal(6, (await peer.QueryAsync(Context, identifier))[^1][0]);
        }

        Assert.Equal(0, await daemon.StopAsync());
    }

    private JsonElement[] Read() => [.. File.ReadAllLines(_file).Select(line => JsonDocument.Parse(line).RootElement)];
}
