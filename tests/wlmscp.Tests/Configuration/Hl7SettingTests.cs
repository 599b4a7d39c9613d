using System.Text;
using Wlmscp.Tests.Hl7;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Completion;

namespace Wlmscp.Tests.Configuration;

/// <summary>What each setting of the section hl7 does to messages.</summary>
public sealed class Hl7SettingTests : IDisposable
{
    private const string NoModality = "||||||CT|||=>|||||||||";

    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public Hl7SettingTests() => _area = new WorklistArea(_root.Path);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    // Settings; what is different in the message, as BEFORE=>AFTER; an attribute of the entry, or the answer.
    [Theory]
    [InlineData("", NoModality, "AE")]
    [InlineData("'modality': 'US'", NoModality, "Modality=US")]
    [InlineData("'modality': 'US'", "", "Modality=CT")]
    [InlineData("'modalities': { 'CTHEAD': 'CT' }", NoModality, "Modality=CT")]
    [InlineData("", "", "ScheduledStationAETitle=CT")]
    [InlineData("'station': 'CT9'", "", "ScheduledStationAETitle=CT9")]
    [InlineData("'station': 'CT9', 'stations': [ { 'station': ['A', 'B'], 'modality': 'CT' } ]", "", @"ScheduledStationAETitle=A\B")]
    [InlineData("'station': 'CT9', 'stations': [ { 'station': 'A', 'modality': 'MR' } ]", "", "ScheduledStationAETitle=CT9")]
    [InlineData("'stations': [ { 'station': 'A', 'location': 'CT' } ]", "", "ScheduledStationAETitle=A")]
    [InlineData("'stations': [ { 'station': 'A', 'code': 'CTHEAD' } ]", "", "ScheduledStationAETitle=A")]
    [InlineData("'stationInOrc18': true", "||SC=>||SC|||||||||||||CT7", "ScheduledStationAETitle=CT7")]
    [InlineData("", "||SC=>||SC||||||||||||DEPT^Department", "RequestingService=Department")]
    [InlineData("'institutionInOrc17': true", "||SC=>||SC||||||||||||DEPT^Department", "InstitutionName=Department")]
    [InlineData("", "head^L=>head^L^ALT^Other^L", "ScheduledProcedureStepDescription=Other")]
    [InlineData("'protocolInObr4First': true", "head^L=>head^L^ALT^Other^L", "ScheduledProcedureStepDescription=CT of the head")]
    [InlineData("", "TEST^PATIENT=>M\u00fcLLER", "PatientName=M\u00fcLLER")]
    [InlineData("'characterSet': '8859/5'", "TEST^PATIENT=>M\u00fcLLER", "PatientName=M\u045cLLER")]
    [InlineData("'defaultCharacterSet': '8859/5'", "TEST^PATIENT=>M\u00fcLLER", "PatientName=M\u045cLLER")]
    [InlineData("'defaultCharacterSet': '8859/5'", "TEST^PATIENT=>M\u00fcLLER;P|2.3.1=>P|2.3.1||||||8859/1", "PatientName=M\u00fcLLER")]
    [InlineData("", "TEST^PATIENT=>M\u00fcLLER", "SpecificCharacterSet=ISO_IR 192")]
    [InlineData("'entryCharacterSet': 'ISO_IR 100'", "TEST^PATIENT=>M\u00fcLLER", "SpecificCharacterSet=ISO_IR 100")]
    [InlineData("", "20261128093000=>20261128093000+0100", "TimezoneOffsetFromUTC=+0100")]
    [InlineData("'timeZone': 'Asia/Tokyo'", "20261128093000=>20261128093000+0100", "ScheduledProcedureStepStartTime=173000")]
    [InlineData("'patientIdAuthority': 'LAB'", "4711^^^HOSP=>4711^^^HOSP~99^^^LAB", "PatientID=99")]
    [InlineData("'issuerOfPatientId': 'MINE'", "4711^^^HOSP=>4711", "IssuerOfPatientID=MINE")]
    [InlineData("'unscheduled': false", "||SC=>", "PatientID=")]
    [InlineData("", "||SC=>", "PatientID=4711")]
    [InlineData("", "M1|P|=>M1|T|", "PatientID=4711")]
    [InlineData("'refuseTests': true", "M1|P|=>M1|T|", "AR")]
    [InlineData("'senders': [ { 'application': 'OTHER' } ]", "", "AR")]
    [InlineData("'senders': [ { 'application': 'R*' } ]", "", "PatientID=4711")]
    [InlineData("'senders': [ { 'application': 'RIS', 'facility': 'OTHER' } ]", "", "AR")]
    [InlineData("'senders': [ { 'address': '127.0.0.1' } ]", "", "AR")]
    [InlineData("'station': 'S', 'senders': [ { 'modality': 'US' } ]", NoModality, "Modality=US")]
    [InlineData("'station': 'S', 'senders': [ { 'modality': 'US' } ]", "", "ScheduledStationAETitle=S")]
    [InlineData("'senders': [ { 'application': 'X' }, { 'characterSet': '8859/5' } ]", "TEST^PATIENT=>M\u00fcLLER", "PatientName=M\u045cLLER")]
    public async Task Setting_HasAnEffect(string settings, string different, string expected)
    {
        ProgramRun run = await TakeAsync(settings, Order(different));

        if (expected.Split('=') is [var keyword, var value])
        {
            Assert.Equal(value, TextOf(keyword));
        }
        else
        {
            Assert.Contains($"MSA|{expected}|M1", run.Output, StringComparison.Ordinal);
            Assert.Empty(Files(_area));
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("'offered': ['SCHEDULED', 'ARRIVED']", 0)]
    public async Task StatusThatIsNotOffered_TakesAStepOffTheList(string settings, int offered)
    {
        await TakeAsync(settings, Order(""));
        Assert.Single(Files(_area));

        await TakeAsync(settings, Order("M1=>M2;20261127080000=>20261127090000;ORC|NW=>ORC|SC;||SC=>||IP"));

        Assert.Equal(offered, Files(_area).Length);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("'endStepsNotNamed': false", 2)]
    public async Task StepsThatAChangeDoesNotName_End(string settings, int offered)
    {
        string order = Order("||||||||||||||A1||=>||||||||||||||A1||S1");
        string[] segments = order.Split('\r');
        string second = string.Join('\r', segments[3..5]).Replace("S1", "S2", StringComparison.Ordinal);
        await TakeAsync(settings, string.Join('\r', [.. segments[..5], second, .. segments[5..]]));
        Assert.Equal(2, Files(_area).Length);

        await TakeAsync(
            settings, order.Replace("M1", "M2", StringComparison.Ordinal).Replace("ORC|NW", "ORC|XO", StringComparison.Ordinal)
                .Replace("20261127080000", "20261127090000", StringComparison.Ordinal));

        Assert.Equal(offered, Files(_area).Length);
    }

    [Theory]
    [InlineData("'area': 'AETITLE_1', 'receiver': 'RADIO*'", "", "AETITLE_1")]
    [InlineData("'area': 'AETITLE_1', 'receiver': 'WLMSCP'", "", "AETITLE_1")]
    [InlineData("'area': 'AETITLE_1', 'modality': 'CT'", "", "AETITLE_1")]
    [InlineData("'area': 'AETITLE_1', 'modality': 'MR'", "", "OTHER")]
    [InlineData("'area': 'AETITLE_1', 'location': 'C*'", "", "AETITLE_1")]
    [InlineData("'area': 'AETITLE_1', 'location': 'CT', 'modality': 'MR'", "", "OTHER")]
    public async Task Area_IsThatOfTheFirstRuleThatFits(string rule, string different, string expected)
    {
        var other = new WorklistArea(_root.Path, "OTHER");

        ProgramRun run = await TakeAsync($"'areas': [ {{ {rule} }}, {{ 'area': 'OTHER' }} ]", Order(different));

        Assert.Contains("MSA|AA|M1", run.Output, StringComparison.Ordinal);
        Assert.Equal(expected == "OTHER" ? (0, 1) : (1, 0), (Files(_area).Length, Files(other).Length));
    }

    [Fact]
    public async Task OrderOfTwoAreas_IsDoneInBoth_AndACancelWithoutModalityFindsThem()
    {
        const string settings = "'areas': [ { 'area': 'AETITLE_1', 'modality': 'CT' }, { 'area': 'OTHER', 'modality': 'MR' } ]";
        var other = new WorklistArea(_root.Path, "OTHER");
        string order = TwoSteps();
        await TakeAsync(settings, order);
        Assert.Equal((1, 1), (Files(_area).Length, Files(other).Length));

        await TakeAsync(
            settings, order.Replace("|CT|||", "||||", StringComparison.Ordinal).Replace("|MR|||", "||||", StringComparison.Ordinal)
                .Replace("ORC|NW", "ORC|CA", StringComparison.Ordinal).Replace("M1", "M2", StringComparison.Ordinal)
                .Replace("20261127080000", "20261127090000", StringComparison.Ordinal));

        Assert.Equal((0, 0), (Files(_area).Length, Files(other).Length));
    }

    [Fact]
    public async Task OrderOfTwoAreas_OfWhichOneCannotBeWritten_IsNotDoneAtAll()
    {
        const string settings = "'areas': [ { 'area': 'AETITLE_1', 'modality': 'CT' }, { 'area': 'OTHER', 'modality': 'MR' } ]";
        var other = new WorklistArea(_root.Path, "OTHER");
        File.Delete(Path.Join(other.Path, "lockfile"));

        ProgramRun run = await TakeAsync(settings, TwoSteps());

        Assert.Contains("MSA|AR|M1", run.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (Files(_area).Length, Files(other).Length));
    }

    [Fact]
    public async Task RuleForAnAreaThatIsNotThere_IsRejected()
    {
        ProgramRun run = await TakeAsync("'areas': [ { 'area': 'NONE' } ]", Order(""));

        Assert.Contains("MSA|AR|M1|No storage area", run.Output, StringComparison.Ordinal);
    }

    private static string TwoSteps()
    {
        string[] segments = Order("||||||||||||||A1||=>||||||||||||||A1||S1").Split('\r');
        string second = string.Join('\r', segments[3..5]).Replace("S1", "S2", StringComparison.Ordinal)
            .Replace("|CT|||", "|MR|||", StringComparison.Ordinal);
        return string.Join('\r', [.. segments[..5], second, .. segments[5..]]);
    }

    private static string Order(string different) => different.Split(';', StringSplitOptions.RemoveEmptyEntries).Aggregate(
        Encoding.Latin1.GetString(Hl7Messages.Order()),
        (message, change) =>
        {
            string[] parts = change.Split("=>");
            Assert.Contains(parts[0], message, StringComparison.Ordinal);
            return message.Replace(parts[0], parts[1], StringComparison.Ordinal);
        });

    private async Task<ProgramRun> TakeAsync(string settings, string message)
    {
        string config = _root.Combine("wlmscp.json");
        string file = _root.Combine("order.hl7");
        await File.WriteAllTextAsync(config, $"{{ 'hl7': {{ {settings} }} }}".Replace('\'', '"'), Cancelled);
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes(message), Cancelled);
        ProgramRun run = await ProgramRun.WlmscpAsync("hl7", "--config", config, "--dir", _root.Path, file);
        Assert.Equal(run.ExitCode == 0, run.Error.Length == 0);
        return run;
    }

    private static string[] Files(WorklistArea area) => Directory.GetFiles(area.Path, "*.wl");

    // Empty where there is no entry.
    private string TextOf(string keyword)
    {
        DicomDataset dataset = Files(_area) is [var only] ? DicomFile.Read(File.ReadAllBytes(only)).Dataset : [];
        return EntryCompletion.TextOf(dataset, keyword);
    }
}
