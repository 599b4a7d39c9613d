using WorklistScp.Network;
using WorklistScp.Network.Client;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Mpps;

/// <summary>The setting <c>mpps</c> of a device profile: what is otherwise for performed steps of one device.</summary>
public sealed class MppsProfileTests : IDisposable
{
    private readonly MppsScene _scene = new();

    private string Config => Path.Join(_scene.Root, "wlmscp.json");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    // PS3.7 annex C.5.25: refused, not authorized.
    [Fact]
    public async Task Accept_False_RefusesTheStepsOfThisDevice_WithALineOfTheLog()
    {
        await using WlmscpProcess daemon = await StartAsync("{}", "{ 'calling': 'US*', 'mpps': { 'accept': false } }");
        await using DicomClient refused = await daemon.ConnectForMppsAsync(callingAETitle: "US_1");
        await using DicomClient other = await daemon.ConnectForMppsAsync();

        DicomResponse creation = await refused.StartAsync(
            MppsScene.UID, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)));
        await MppsScene.BeginAsync(other);
        DicomResponse change = await refused.ChangeAsync(MppsScene.UID, PerformedSteps.End("COMPLETED"));
        DicomResponse told = await refused.GetAsync(MppsScene.UID, DicomTag.PerformedProcedureStepStatus);

        Assert.Equal(
            (0x0124, "Performed steps of this device are not accepted"), (creation.Status.Code, creation.ErrorComment));
        Assert.Equal(0x0124, change.Status.Code);
        Assert.Equal(DicomStatus.Success, told.Status); // it only reads
        Assert.Equal(["STARTED"], await MppsScene.StatusesAsync(daemon));
        string end = "refused with 0124: Performed steps of this device are not accepted, "
            + "as mpps.accept of profile devices[0] (US*) says";
        await daemon.WaitForErrorLineAsync(line => line.EndsWith(end, StringComparison.Ordinal)
            && line.Contains($" WARN #1: N-CREATE {MppsScene.UID} of US_1 ", StringComparison.Ordinal));
        Assert.Single(daemon.ErrorLines, line => line.EndsWith(end, StringComparison.Ordinal)); // repeats are left out for a while
    }

    [Theory]
    [InlineData("{ 'called': 'CT_2', 'mpps': { 'accept': false } }", true)]
    [InlineData("{ 'address': '192.0.2.0/24', 'mpps': { 'accept': false } }", true)]
    [InlineData("{ 'address': '127.0.0.0/8', 'mpps': { 'accept': false } }", false)]
    [InlineData("{ 'tlsSubject': '*', 'mpps': { 'accept': false } }", true)] // it has no certificate
    [InlineData("{ 'calling': 'MODALITY' }, { 'mpps': { 'accept': false } }", true)] // the first that fits counts, whatever it says
    [InlineData("{ 'mpps': {} }", true)]
    public async Task Profile_IsTheOneByWhichQueriesAreAnswered(string profiles, bool isTaken)
    {
        await using WlmscpProcess daemon = await StartAsync("{}", profiles);
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        DicomResponse answer = await client.StartAsync(
            MppsScene.UID, PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry)));

        Assert.Equal(isTaken ? 0 : 0x0124, answer.Status.Code);
    }

    [Theory]
    [InlineData("{ 'calling': 'MODALITY', 'mpps': { 'strict': true } }", 0x0120)]
    [InlineData("{ 'calling': 'MODALITY', 'mpps': { 'strict': false } }", 0x0000, "--mpps-strict")]
    [InlineData("{ 'calling': 'MODALITY', 'mpps': {} }", 0x0120, "--mpps-strict")]
    [InlineData("{ 'calling': 'OTHER', 'mpps': { 'strict': true } }", 0x0000)]
    public async Task Strict_IsOfTheDevice(string profiles, int status, params string[] options)
    {
        await using WlmscpProcess daemon = await StartAsync("{}", profiles, options);
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        DicomDataset attributes = PerformedSteps.Begin(PerformedSteps.StepOf(MppsScene.Entry));
        attributes.Remove(DicomTag.PerformedStationAETitle);

        Assert.Equal(status, (await client.StartAsync(MppsScene.UID, attributes)).Status.Code);
    }

    // What the profile does not say is as the section has it, for this modality or for all.
    [Theory]
    [InlineData("{}", "{ 'showStarted': false }", "")]
    [InlineData("{ 'showStarted': false }", "{ 'showStarted': true }", "STARTED")]
    [InlineData("{ 'showStarted': false }", "{ 'offerAbandoned': true }", "")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'MODALITY', 'showStarted': false } ] }", "{ 'showStarted': true }", "STARTED")]
    [InlineData("{ 'modalities': [ { 'callingAETitle': 'MODALITY', 'showStarted': false } ] }", "{}", "")]
    public async Task ShowStarted_IsOfTheDevice(string section, string profile, string status)
    {
        await using WlmscpProcess daemon = await StartAsync(section, $"{{ 'calling': 'MOD*', 'mpps': {profile} }}");
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);

        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
    }

    // A step that another device ends is still that of the device that began it.
    [Theory]
    [InlineData("{ 'offerAgain': '110500' }", "110500", "MODALITY", "SCHEDULED")]
    [InlineData("{ 'offerAgain': '110500' }", "110500", "OTHER", "SCHEDULED")]
    [InlineData("{ 'offerAgain': '110500' }", "110501", "MODALITY", "")]
    [InlineData("{}", "110501", "MODALITY", "SCHEDULED")]
    public async Task OfferAgain_IsOfTheDeviceThatBeganTheStep(string profile, string reason, string ends, string status)
    {
        await using WlmscpProcess daemon = await StartAsync(
            "{ 'offerAgain': '110501' }", $"{{ 'calling': 'MODALITY', 'address': '127.0.0.1', 'mpps': {profile} }}");
        await using DicomClient client = await daemon.ConnectForMppsAsync();
        await using DicomClient other = await daemon.ConnectForMppsAsync(callingAETitle: ends);

        await MppsScene.BeginAsync(client);
        await MppsScene.EndAsync(other, "DISCONTINUED", reason: reason);

        Assert.Equal(status, string.Join(' ', await MppsScene.StatusesAsync(daemon)));
    }

    [Fact]
    public async Task OfferAbandoned_IsOfTheDevice()
    {
        await using WlmscpProcess daemon = await StartAsync("{}", "{ 'calling': 'MODALITY', 'mpps': { 'offerAbandoned': false } }");
        await using DicomClient client = await daemon.ConnectForMppsAsync();

        await MppsScene.BeginAsync(client);
        await client.ChangeAsync(
            MppsScene.UID, new DicomDataset(Keys.Key(DicomTag.PerformedProcedureStepStatus, "DISCONTINUED")));

        Assert.Empty(await MppsScene.StatusesAsync(daemon));
    }

    [Theory]
    [InlineData("{ 'accept': false }", "mpps: accept false")]
    [InlineData(
        "{ 'strict': true, 'showStarted': false, 'offerAgain': ['110500', '110501'], 'offerAbandoned': false }",
        "mpps: strict true, showStarted false, offerAgain 110500 110501, offerAbandoned false")]
    [InlineData("{ 'accept': true }", "mpps: as for others")]
    public async Task Explain_SaysWhatIsOtherwise(string profile, string line)
    {
        await WriteAsync("{}", $"{{ 'calling': 'US_1', 'mpps': {profile} }}");

        ProgramRun run = await ProgramRun.WlmscpAsync(
            "explain", _scene.Root, "AETITLE_1", "PatientName=", "--calling", "US_1", "--config", Config, "--summary");

        Assert.StartsWith($"profile devices[0] (US_1)\n  {line}\n", run.Output, StringComparison.Ordinal);
    }

    private async Task<WlmscpProcess> StartAsync(string section, string profiles, params string[] options)
    {
        await WriteAsync(section, profiles);
        return await _scene.StartAsync(["--config", Config, .. options]);
    }

    private Task WriteAsync(string section, string profiles) => File.WriteAllTextAsync(
        Config, $"{{ 'mpps': {section}, 'devices': [ {profiles} ] }}".Replace('\'', '"'), Cancelled);
}
