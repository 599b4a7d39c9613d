using Wlmscp.Tests.Habits;

namespace Wlmscp.Tests.Devices;

/// <summary>Devices that ask as their papers and users say, each with the profile that it needs, and what it gets.</summary>
[KnowsDates]
public sealed class DeviceTests(DeviceScene scene) : IClassFixture<DeviceScene>
{
    private static readonly WireWriter Implicit = new(IsExplicit: false);

    private static readonly DicomTag ProtocolContext = new(0x0040, 0x0440);

    // GE LightSpeed CT: "this scanner", "this modality" or all. Its entries stand under its former title, too.
    [Theory]
    [InlineData("CT", "LIGHTSPEED", "P1 P2")]
    [InlineData("CT", "", "P1 P2")]
    [InlineData("", "", "P1 P2")]
    [InlineData("", "RADLINK", "P1")] // no CT but of its former title
    public async Task LightSpeed_FindsEntriesOfItsFormerTitle_AndNothingButCT(string modality, string station, string patients) =>
        AssertFound(patients, await AskAsync("LIGHTSPEED", [], Modality(modality), Station(station)));

    // Samsung Medison Accuvix: asks for US, without title and date, in implicit VR only.
    [Theory]
    [InlineData("", "", "P3")]
    [InlineData("", "*", "P3 P4")]
    [InlineData("US_OTHER", "", "P5")]
    public async Task Accuvix_FindsItsOwnOfTheseDays_UnlessItAsksForOthers(string station, string date, string patients)
    {
        byte[] day = date == "*"
            ? Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA", "19000101-99991231")
            : Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA");

        List<WireResponse> responses = await AskAsync("ACCUVIX", [], Modality("US"), Station(station), day);

        AssertFound(patients == "P3 P4" ? "P4 P3" : patients, responses);
    }

    [Fact]
    public async Task Accuvix_AtAnotherAddress_HasTheProfileOfThatAddress() =>
        AssertFound(
            "P4",
            await scene.AskAsync("ACCUVIX", HabitScene.Query(Implicit, [], Modality("US")), from: "127.0.0.2"));

    // Radlink CR: has no key for the title at all.
    [Fact]
    public async Task Radlink_WithoutAKeyForTheTitle_FindsItsOwn_AndGetsTheKeysThatItAskedFor()
    {
        byte[] identifier = WireWriter.Sort(
            Implicit.Element(DicomTag.AccessionNumber, "SH"), Implicit.Element(DicomTag.PatientName, "PN"),
            Implicit.Element(DicomTag.PatientID, "LO"),
            Implicit.Sequence(DicomTag.ScheduledProcedureStepSequence, WireWriter.Item(
                Modality("CR"), Implicit.Element(DicomTag.ScheduledProcedureStepStartDate, "DA"))));

        List<WireResponse> responses = await scene.AskAsync("RADLINK_2", identifier);

        AssertFound("P6", responses);
        Assert.Equal(
            [DicomTag.Modality, DicomTag.ScheduledProcedureStepStartDate], StepOf(responses[0]).Select(item => item.Tag));
    }

    // Philips Essenta DR: may be answered in either byte order.
    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public async Task Essenta_GetsStudyDescription_InEachTransferSyntax(string uid)
    {
        DicomTransferSyntax syntax = DicomTransferSyntax.All.Single(each => each.UID.UID == uid);

        List<WireResponse> responses = await scene.AskAsync("ESSENTA", HabitScene.EmptyQuery(syntax), syntax);

        AssertFound("P4 P1 P2 P3 P5 P6 P7 P8", responses);
        Assert.Equal("EXAM 1 (CT)", responses[1].Text(DicomTag.StudyDescription));
        Assert.Equal("Müller^Jörg", responses[1].Text(DicomTag.PatientName));
        Assert.Equal("Dvořák^Antonín=山", responses[5].Text(DicomTag.PatientName));
    }

    // Terason t3000: asks for everything at intervals, and for the time of the day as it happens to be.
    [Fact]
    public async Task Terason_GetsAShortListOfTheseDays_WhateverTheTime()
    {
        byte[] time = Implicit.Element(DicomTag.ScheduledProcedureStepStartTime, "TM", "235959");

        AssertFound("P1 P2 P3", await AskAsync("TERASON", [], time));
        AssertFound("", await AskAsync("TERASON", [], Modality("MR"))); // has started
    }

    // Siemens NX23: shows nothing where an attribute is missing, or without a value.
    [Fact]
    public async Task Nx23_GetsWhatItShows()
    {
        List<WireResponse> responses = await AskAsync(
            "NX23", [Implicit.Element(DicomTag.PatientSex, "CS"), Implicit.Element(DicomTag.PatientWeight, "DS")], Modality("CR"));

        AssertFound("P6 P7", responses);
        Assert.Equal(["M", "O"], responses.SkipLast(1).Select(response => response.Text(DicomTag.PatientSex)));
        Assert.Equal("EXAM 7", responses[1].Text(DicomTag.StudyDescription));
        Assert.Equal("NX23", responses[1].Text(new DicomTag(0x0008, 0x1010)));
        Assert.False(responses[1].Identifier!.Contains(DicomTag.PatientWeight));
    }

    // The Vidar viewer: asks for ranges of days; sends values of keys that are none, for which others get FF01.
    [Fact]
    public async Task Vidar_AsksForRanges_AndIsNotWarned()
    {
        byte[][] top =
            [Implicit.Element(new DicomTag(0x0008, 0x103e), "LO", "chest"), Implicit.Element(DicomTag.PatientID, "LO", "nobody")];
        byte[] days = Implicit.Element(
            DicomTag.ScheduledProcedureStepStartDate, "DA", $"{DeviceScene.Day(-11)}-{DeviceScene.Day(-9)}");

        AssertFound("P4", await AskAsync("VIDAR", top, days));
    }

    // Orthanc sends group lengths, and no title.
    [Fact]
    public async Task Orthanc_WithGroupLengths_FindsItsOwn() => AssertFound(
        "P8",
        await AskAsync(
            "ORTHANC", [Implicit.Element(new(0x0008, 0), "UL", [8, 0, 0, 0]), Implicit.Element(new(0x0010, 0), "UL", [99, 0, 0, 0])],
            Implicit.Element(new(0x0040, 0), "UL", [1, 2, 3, 4])));

    // What users of dcm4chee and Orthanc ask for: text that the device can show.
    [Theory]
    [InlineData("LATIN", "P1", "ISO_IR 100", "4DFC6C6C65725E4AF67267 20")]
    [InlineData("LATIN", "P6", "ISO_IR 100", "4476 6F72 E16B 5E41 6E74 6F6E ED6E 3D53 6861 6E20")]
    [InlineData("ASCII", "P1", "", "4D55454C4C45525E4A4F455247 20")]
    [InlineData("ASCII", "P6", "", "44564F52414B5E414E544F4E494E")]
    [InlineData("LATIN", "P2", "", "426163685E4A6F68616E6E 20")]
    public async Task DeviceThatReadsFewLetters_GetsThose(string calling, string patient, string characterSet, string hex)
    {
        List<WireResponse> responses = await AskAsync(calling, [Implicit.Element(DicomTag.PatientID, "LO", patient)]);

        AssertFound(patient, responses);
        Assert.Equal(characterSet, responses[0].Text(DicomTag.SpecificCharacterSet));
        Assert.True(responses[0].Identifier!.TryGetElement(DicomTag.PatientName, out DicomElement? name));
        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(name.Value.Span));
    }

    // A camera for encounters wants its own title and modality back, and little else.
    [Fact]
    public async Task Camera_GetsItsOwnTitleBack()
    {
        List<WireResponse> responses = await AskAsync(
            "CAMERA",
            [
                Implicit.Element(DicomTag.PatientID, "LO", "P1"), Implicit.Element(DicomTag.PatientBirthDate, "DA"),
                Implicit.Sequence(ProtocolContext),
            ]);

        AssertFound("P1", responses);
        DicomDataset answer = responses[0].Identifier!;
        Assert.True(StepOf(responses[0]).TryGetString(DicomTag.ScheduledStationAETitle, out string? title));
        Assert.True(StepOf(responses[0]).TryGetString(DicomTag.Modality, out string? modality));
        Assert.Equal(("CAMERA", "XC"), (title, modality));
        Assert.Equal("Müll^", responses[0].Text(DicomTag.PatientName) + "^");
        Assert.Equal("A1", responses[0].Text(new DicomTag(0x0010, 0x4000)));
        Assert.False(answer.Contains(DicomTag.PatientBirthDate) || answer.Contains(ProtocolContext));
    }

    [Fact]
    public async Task DeviceWithoutAProfile_IsAnsweredAsEver()
    {
        List<WireResponse> responses = await AskAsync("OTHER", [Implicit.Element(DicomTag.PatientID, "LO", "P1")]);

        AssertFound("P1", responses);
        Assert.Equal("Müller^Jörg", responses[0].Text(DicomTag.PatientName));
        Assert.False(responses[0].Identifier!.Contains(DicomTag.StudyDescription));
    }

    [Fact]
    public async Task Log_NamesTheProfile_WhatItChanges_AndWhatItHides()
    {
        await AskAsync("TERASON", [], Implicit.Element(DicomTag.ScheduledProcedureStepStartTime, "TM", "120000"));
        await AskAsync("CAMERA", [Implicit.Element(DicomTag.PatientID, "LO", "P2")]);

        foreach (string end in new[]
        {
            "C-FIND 1 is answered by profile devices[5] (TERASON)",
            "C-FIND 1: dates.ignoreTimes: ScheduledProcedureStepSequence.ScheduledProcedureStepStartTime: \"120000\" becomes \"\"",
            "4.wl matches, dates.widest of profile devices[5] (TERASON) hides it",
            "C-FIND 1: set.ScheduledProcedureStepSequence.Modality: \"CT\" becomes \"XC\"",
            "C-FIND 1: cut.PatientName: \"Bach^Johann\" becomes \"Bach\"",
        })
        {
            await scene.Daemon.WaitForErrorLineAsync(line => line.EndsWith(end, StringComparison.Ordinal));
        }

        Assert.All(
            scene.Daemon.ErrorLines.Where(line => line.Contains(" becomes ", StringComparison.Ordinal)),
            line => Assert.Contains(" DBUG ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswerThatTheProfileAloneMadeEmpty_IsSaidToBe()
    {
        AssertFound("", await AskAsync("NOBODY", [], Modality("CT")));
        string said = await scene.Daemon.WaitForErrorLineAsync(line => line.Contains(
            "found nothing because of profile devices[12] (NOBODY)", StringComparison.Ordinal));
        Assert.Contains(" INFO ", said, StringComparison.Ordinal);

        // Without the profile there would be nothing either.
        AssertFound("", await AskAsync("NOBODY", [Implicit.Element(DicomTag.PatientID, "LO", "P99")]));
        await AskAsync("OTHER", [Implicit.Element(DicomTag.PatientID, "LO", "P99")]);
        Assert.Single(scene.Daemon.ErrorLines, line =>
            line.Contains("found nothing because of profile devices[12]", StringComparison.Ordinal));
    }

    private static byte[] Modality(string value) => Implicit.Element(DicomTag.Modality, "CS", value);

    private static byte[] Station(string value) => Implicit.Element(DicomTag.ScheduledStationAETitle, "AE", value);

    private static DicomDataset StepOf(WireResponse response)
    {
        Assert.True(response.Identifier!.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        return Assert.Single(steps.Items);
    }

    private static void AssertFound(string patientIDs, IReadOnlyList<WireResponse> responses) =>
        HabitScene.AssertFound(patientIDs, responses);

    private Task<List<WireResponse>> AskAsync(string calling, byte[][] top, params byte[][] step) =>
        scene.AskAsync(calling, HabitScene.Query(Implicit, top, step));
}
