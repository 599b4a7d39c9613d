namespace Wlmscp.Tests.Configuration;

/// <summary>What is wrong with a configuration file, each fault in a line with its place.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("{ \"hl7\": { \"sender\": 1 } }", "1: not taken: hl7.sender: there is no such setting, expected perhaps senders")]
    [InlineData("{ \"abc\": {} }", "1: not taken: abc: there is no such setting, expected one of hl7, mpps, http, devices, $schema")]
    [InlineData(
        "{\n\"hl7\": {\n\"senders\": [ { \"facility\": \"A\" }, { \"address\": \"192.0.2.0/240\" } ] } }",
        "3: not taken: hl7.senders[1].address: \"192.0.2.0/240\", expected an address, or a range such as 192.0.2.0/24")]
    [InlineData(
        "{ \"hl7\": { \"timeZone\": \"Berlin\" } }",
        "1: not taken: hl7.timeZone: \"Berlin\", expected the name of a time zone that this machine knows, such as Europe/Berlin")]
    [InlineData(
        "{ \"hl7\": { \"station\": \"SEVENTEEN_LETTERS\" } }",
        "1: not taken: hl7.station: \"SEVENTEEN_LETTERS\", expected 1 to 16 printable ASCII characters, none of them a backslash")]
    [InlineData(
        "{ \"hl7\": { \"areas\": [ { \"area\": \"../x\" } ] } }",
        "1: not taken: hl7.areas[0].area: \"../x\", expected the name of a storage area: 1 to 16 letters, digits, blanks and - : @ _")]
    [InlineData(
        "{ \"hl7\": { \"areas\": [\n { \"modality\": \"CT\" } ] } }",
        "2: not taken: hl7.areas[0].area: missing, expected the name of a storage area: 1 to 16 letters, digits, blanks and - : @ _")]
    [InlineData(
        "{ \"hl7\": { \"modalities\": { \"X\": \"ct\" } } }",
        "1: not taken: hl7.modalities.X: \"ct\", expected a modality such as CT: 1 to 16 capital letters, digits, blanks and _")]
    [InlineData(
        "{ \"hl7\": { \"offered\": [ \"DONE\" ] } }",
        "1: not taken: hl7.offered[0]: \"DONE\", expected one of SCHEDULED, ARRIVED, READY, STARTED, DEPARTED")]
    [InlineData(
        "{ \"hl7\": { \"characterSet\": \"8859/99\" } }",
        "1: not taken: hl7.characterSet: \"8859/99\", expected a name as MSH-18 has it, such as 8859/1 or UNICODE UTF-8")]
    [InlineData(
        "{ \"hl7\": { \"entryCharacterSet\": \"ISO_IR 999\" } }",
        "1: not taken: hl7.entryCharacterSet: \"ISO_IR 999\", expected defined terms of Specific Character Set, such as ISO_IR 192")]
    [InlineData("{ \"hl7\": { \"unscheduled\": \"yes\" } }", "1: not taken: hl7.unscheduled: \"yes\", expected true or false")]
    [InlineData("{ \"hl7\": { \"senders\": [] } }", "1: not taken: hl7.senders: an empty list, expected a list of objects")]
    [InlineData("{ \"hl7\": { \"senders\": [ 3 ] } }", "1: not taken: hl7.senders[0]: 3, expected an object, in braces")]
    [InlineData("{ \"hl7\": { \"stations\": [ { \"station\": [] } ] } }",
        "1: not taken: hl7.stations[0].station: an empty list, expected at least one: 1 to 16 printable ASCII characters, none of them a backslash")]
    [InlineData("{ \"hl7\": null }", "1: not taken: hl7: null, expected an object, in braces")]
    [InlineData("{ \"hl7\": {},\n \"hl7\": {} }", "2: not taken: hl7: hl7 stands there twice, expected it once")]
    [InlineData("[ 1 ]", "1: not taken: a list, expected an object, in braces")]
    [InlineData("{ \"hl7\": {\n", "2: not taken: no JSON:")]
    [InlineData("{} {}", "1: not taken: no JSON:")]
    [InlineData("", "1: not taken: empty, expected {} at least")]
    [InlineData(
        "{ \"hl7\": { \"senders\": [ { \"application\": \"A\" },\n { \"application\": \"A\", \"facility\": \"B\" } ] } }",
        "2: taken, but: hl7.senders[1]: never counts: hl7.senders[0] fits all that it fits", 0)]
    [InlineData(
        "{ \"hl7\": { \"stations\": [ { \"station\": \"A\" },\n { \"station\": \"B\", \"modality\": \"CT\" } ] } }",
        "2: taken, but: hl7.stations[1]: never counts: hl7.stations[0] fits all that it fits", 0)]
    [InlineData(
        "{ \"hl7\": { \"senders\": [ { \"address\": \"192.0.2.0/24\" },\n { \"address\": \"192.0.2.7\" } ] } }",
        "2: taken, but: hl7.senders[1]: never counts: hl7.senders[0] fits all that it fits", 0)]
    [InlineData(
        "{ \"devices\": [ { \"caling\": \"A\" } ] }",
        "1: not taken: devices[0].caling: there is no such setting, expected perhaps calling")]
    [InlineData(
        "{ \"devices\": [ { \"network\": { \"maxPduLength\": 100 } } ] }",
        "1: not taken: devices[0].network.maxPduLength: 100, expected a number from 4096 to 131072")]
    [InlineData(
        "{ \"devices\": [ { \"network\": {\n \"transferSyntaxes\": [\"1.2.840.10008.1.2\"] } } ] }",
        "2: not taken: devices[0].network.transferSyntaxes[0]: \"1.2.840.10008.1.2\", expected one of ImplicitVRLittleEndian, ")]
    [InlineData(
        "{ \"devices\": [ { \"negotiate\": { \"fuzzynames\": true } } ] }",
        "1: not taken: devices[0].negotiate.fuzzynames: there is no such setting, expected perhaps fuzzyNames")]
    [InlineData(
        "{ \"devices\": [ { \"dates\": { \"default\": \"+5d..+6d\",\n \"widest\": \"-1d..+1d\" } } ] }",
        "1: taken, but: devices[0].dates: +5d..+6d and -1d..+1d have no day in common: who asks for no date finds nothing", 0)]
    [InlineData(
        "{ \"devices\": [ { \"remove\": [\"PatientNme\"] } ] }",
        "1: not taken: devices[0].remove[0]: \"PatientNme\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6, perhaps PatientName")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"StudyDescription\": \"{RequestedProcedureDescripton}\" } } ] }",
        "1: not taken: devices[0].set.StudyDescription: \"{RequestedProcedureDescripton}\", expected in braces a keyword such as")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"StudyDescription\": \"{Modality\" } } ] }",
        "1: not taken: devices[0].set.StudyDescription: \"{Modality\", expected a closing brace behind each opening one")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"TransferSyntaxUID\": \"1.2.3\" } } ] }",
        "1: not taken: devices[0].set.TransferSyntaxUID: \"1.2.3\", expected an attribute of data sets")]
    [InlineData(
        "{ \"devices\": [ { \"copy\": { \"SpecificCharacterSet\": \"PatientID\" } } ] }",
        "1: not taken: devices[0].copy.SpecificCharacterSet: \"PatientID\", expected another attribute to copy to")]
    [InlineData(
        "{ \"devices\": [ { \"copy\": { \"0000,0100\": \"PatientID\" } } ] }",
        "1: not taken: devices[0].copy.0000,0100: ")]
    [InlineData(
        "{ \"devices\": [ { \"calling\": \"CT_ROOM_NUMBER_ONE\" },\n { \"calling\": \"CT1\" } ] }",
        "1: not taken: devices[0].calling: \"CT_ROOM_NUMBER_ONE\", expected 1 to 16 printable ASCII characters")]
    [InlineData(
        "{ \"devices\": [] }",
        "1: not taken: devices: an empty list, expected a list of objects")]
    [InlineData(
        "{ \"devices\": [\n {},\n \"CT1\" ] }",
        "3: not taken: devices[1]: \"CT1\", expected an object, in braces")]
    [InlineData(
        "{ \"devices\": [\n { \"calling\": \"SEVENTEEN_LETTERS\" } ] }",
        "2: not taken: devices[0].calling: \"SEVENTEEN_LETTERS\", expected 1 to 16 printable ASCII characters, none of them a backslash")]
    [InlineData(
        "{ \"devices\": [\n { \"tlsSubject\": \" \" } ] }",
        "2: not taken: devices[0].tlsSubject: \" \", expected 1 to 64 characters, of which * and ? are wild cards")]
    [InlineData(
        "{ \"devices\": [ { \"address\": \"CT1\" } ] }",
        "1: not taken: devices[0].address: \"CT1\", expected an address, or a range such as 192.0.2.0/24")]
    [InlineData(
        "{ \"devices\": [ {\n \"ignore\": [\"PatientID\", \"Patient\"] } ] }",
        "2: not taken: devices[0].ignore[1]: \"Patient\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData(
        "{ \"devices\": [ { \"station\": { \"alias\": [\"A\", \"B\\\\C\"] } } ] }",
        "1: not taken: devices[0].station.alias[1]: \"B\\C\", expected 1 to 16 printable ASCII characters, none of them a backslash")]
    [InlineData(
        "{ \"devices\": [ { \"modality\": { \"force\": \"ct\" } } ] }",
        "1: not taken: devices[0].modality.force: \"ct\", expected a modality such as CT: 1 to 16 capital letters, digits, blanks and _")]
    [InlineData(
        "{ \"devices\": [ {\n \"dates\": { \"default\": \"+2d..-1d\" } } ] }",
        "2: not taken: devices[0].dates.default: \"+2d..-1d\", expected days around this one such as -1d..+2d, or 0d..0d for this one")]
    [InlineData(
        "{ \"devices\": [ { \"dates\": { \"widest\": \"-2147483648d..0d\" } } ] }",
        "1: not taken: devices[0].dates.widest: \"-2147483648d..0d\", expected days around this one such as -1d..+2d, or 0d..0d for this one")]
    [InlineData(
        "{ \"devices\": [ { \"characterSet\": { \"name\": \"LATIN\" } } ] }",
        "1: not taken: devices[0].characterSet.name: \"LATIN\", expected defined terms of Specific Character Set, such as ISO_IR 100, or ISO_IR 6 for ASCII")]
    [InlineData(
        "{ \"devices\": [ {\n \"characterSet\": { \"transliterate\": true } } ] }",
        "2: not taken: devices[0].characterSet: transliterate without name, expected the character set that the device reads")]
    [InlineData(
        "{ \"devices\": [ { \"hide\": \"CANCELED\" } ] }",
        "1: not taken: devices[0].hide: \"CANCELED\", expected one of SCHEDULED, ARRIVED, READY, STARTED, DEPARTED")]
    [InlineData(
        "{ \"devices\": [ {\n \"copy\": { \"StudyDescription\": \"Requested\" } } ] }",
        "2: not taken: devices[0].copy.StudyDescription: \"Requested\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData(
        "{ \"devices\": [\n { \"copy\": { \"PatientID\": \"PregnancyStatus\" } } ] }",
        "2: not taken: devices[0].copy.PatientID: \"PregnancyStatus\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6, whose values are text")]
    [InlineData(
        "{ \"devices\": [ {\n \"set\": { \"Study\": \"A\" } } ] }",
        "2: not taken: devices[0].set.Study: no attribute Study, expected a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"StudyDescription\": \"{Patient}\" } } ] }",
        "1: not taken: devices[0].set.StudyDescription: \"{Patient}\", expected in braces a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData(
        "{ \"devices\": [ { \"default\": { \"StudyDescription\": 7 } } ] }",
        "1: not taken: devices[0].default.StudyDescription: 7, expected a value of VR LO, in which an attribute in braces such as {PatientID} stands for its value")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"StudyDescription\": \"A\",\n \"StudyDescription\": \"B\" } } ] }",
        "2: not taken: devices[0].set.StudyDescription: StudyDescription stands there twice, expected it once")]
    [InlineData(
        "{ \"devices\": [ { \"remove\": \"Nothing\" } ] }",
        "1: not taken: devices[0].remove: \"Nothing\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6")]
    [InlineData(
        "{ \"devices\": [ { \"cut\": { \"PatientName\": 0 } } ] }",
        "1: not taken: devices[0].cut.PatientName: 0, expected a number from 1 to 10240")]
    [InlineData(
        "{ \"devices\": [ { \"dropEmpty\": 1 } ] }",
        "1: not taken: devices[0].dropEmpty: 1, expected true or false")]
    [InlineData(
        "{ \"devices\": [ { \"memory\": 0 } ] }",
        "1: not taken: devices[0].memory: 0, expected a number from 1 to 3600")]
    [InlineData(
        "{ \"devices\": [ {\n \"mpps\": { \"accept\": \"no\" } } ] }",
        "2: not taken: devices[0].mpps.accept: \"no\", expected true or false")]
    [InlineData(
        "{ \"devices\": [ {\n \"mpps\": { \"acept\": false } } ] }",
        "2: not taken: devices[0].mpps.acept: there is no such setting, expected perhaps accept")]
    [InlineData(
        "{ \"devices\": [ {\n \"order\": [\"name\", \"station\"] } ] }",
        "2: not taken: devices[0].order[1]: \"station\", expected time, name or priority")]
    [InlineData(
        "{ \"devices\": [ { \"limit\": 0 } ] }",
        "1: not taken: devices[0].limit: 0, expected a number from 1 to 1000000")]
    [InlineData(
        "{ \"devices\": [ { \"calling\": \"CT*\" },\n { \"calling\": \"CT1\", \"limit\": 3 } ] }",
        "2: taken, but: devices[1]: never counts: devices[0] fits all that it fits", 0)]
    [InlineData(
        "{ \"devices\": [ { \"set\": {\n \"PatientBirthDate\": \"soon\" } } ] }",
        "2: not taken: devices[0].set.PatientBirthDate: \"soon\", expected a value of VR DA, in which")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"ScheduledProtocolCodeSequence\": \"7\" } } ] }",
        "1: not taken: devices[0].set.ScheduledProtocolCodeSequence: \"7\", expected no text: it is of VR SQ")]
    [InlineData(
        "{ \"devices\": [ { \"set\": { \"SpecificCharacterSet\": \"ISO_IR 100\" } } ] }",
        "1: not taken: devices[0].set.SpecificCharacterSet: \"ISO_IR 100\", expected the setting characterSet in place of")]
    [InlineData(
        "{ \"devices\": [ { \"remove\": [\"SpecificCharacterSet\"] } ] }",
        "1: not taken: devices[0].remove[0]: \"SpecificCharacterSet\", expected a keyword such as PatientID, or gggg,eeee, of PS3.6, other")]
    public async Task Check_SaysWhatIsWrong(string json, string line, int exitCode = 1)
    {
        string file = await WriteAsync(json);

        ProgramRun run = await ProgramRun.WlmscpAsync("check", "--config", file);

        Assert.StartsWith($"{file}:{line}", Assert.Single(run.Output.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\ufeff{ /* nothing */ \"hl7\": { \"unscheduled\": false, }, // much\n }")]
    [InlineData("{ \"$schema\": \"wlmscp.schema.json\" }")]
    public async Task Check_OfWhatIsRight_SaysNothing(string json)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("check", "--config", await WriteAsync(json));

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task AllFaults_AreSaidAtOnce_ByLines()
    {
        string file = await WriteAsync("{ \"hl7\": {\n \"unscheduled\": 1,\n \"offered\": [3],\n \"appointments\": 2 } }");

        ProgramRun run = await ProgramRun.WlmscpAsync("check", "--config", file);

        Assert.Equal(
            ["2: not taken: hl7.unscheduled", "3: not taken: hl7.offered[0]", "4: not taken: hl7.appointments"],
            run.Output.TrimEnd('\n').Split('\n').Select(line => string.Join(':', line[(file.Length + 1)..].Split(':')[..3])));
    }

    [Fact]
    public async Task Daemon_WithAFault_DoesNotStart_AndNamesTheFirst()
    {
        string file = await WriteAsync("{ \"hl7\": {\n \"unscheduled\": 1,\n \"appointments\": 2 } }");
        _ = new WorklistArea(_root.Path);

        ProgramRun run = await ProgramRun.WlmscpAsync("--port", "0", "--dir", _root.Path, "--config", file);

        Assert.Equal(
            $"wlmscp: --config {file}:2: hl7.unscheduled: 1, expected true or false (1 more: wlmscp check --config {file})\n",
            run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("hl7")]
    public async Task FileThatIsNotThere_IsALine(string command)
    {
        string[] words = command == "hl7" ? ["hl7", "--dir", _root.Path, "-"] : ["check"];

        ProgramRun run = await ProgramRun.WlmscpAsync([.. words, "--config", _root.Combine("none")]);

        Assert.Contains(
            $"--config {_root.Combine("none")}: no such file, expected a file of JSON that can be read", run.Error,
            StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task FileThatIsTooLong_IsALine()
    {
        string file = await WriteAsync(new string(' ', (1 << 20) + 1));

        ProgramRun run = await ProgramRun.WlmscpAsync("check", "--config", file);

        Assert.Contains("longer than 1 MiB", run.Error, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string json)
    {
        string path = _root.Combine("wlmscp.json");
        await File.WriteAllTextAsync(path, json, TestContext.Current.CancellationToken);
        return path;
    }
}
