using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>What settings make of an answer, each of its own and one after the other.</summary>
public sealed class AnswerRuleTests
{
    private const string Groups = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046";

    private static readonly DicomTag PrivateCreator = new(0x0029, 0x0010);
    private static readonly DicomTag PrivateValue = new(0x0029, 0x1001);

    // where it goes, where from, what is there then
    [Theory]
    [InlineData("StudyDescription", "RequestedProcedureDescription", "EXAM6")]
    [InlineData("StudyDescription", "ScheduledProcedureStepDescription", "EXAM74")]
    [InlineData("StudyDescription", "PatientName", "Vivaldi^Antonio")]
    [InlineData("ScheduledProcedureStepDescription", "RequestedProcedureDescription", "EXAM6")]
    [InlineData("RequestedProcedureCodeSequence.CodeMeaning", "RequestedProcedureDescription", "EXAM6")]
    [InlineData("PatientID", "AccessionNumber", "AV35674")] // has none
    [InlineData("PatientID", "ReferencedStudySequence.ReferencedSOPInstanceUID", "AV35674")]
    [InlineData("PatientBirthDate", "PatientID", "")] // is no date
    [InlineData("PatientBirthDate", "ScheduledProcedureStepStartDate", "20260801")]
    [InlineData("AccessionNumber", "StudyInstanceUID", "1.2.276.0.723001")] // SH takes so much
    public void Copy_TakesTheTextOfTheEntry(string to, string from, string text) =>
        Assert.Equal(text, TextOf(Answer(new CopyAttribute(Devices.Path(to), Devices.Path(from))), to));

    // What the entry has counts, not what other settings have made of it.
    [Fact]
    public void Copy_OfWhatIsNotAskedForOrRemoved_IsOfTheEntry()
    {
        DicomDataset answer = Devices.Answer(
            Devices.Profile(
                new RemoveAttribute(Devices.Path("PatientName")),
                new CopyAttribute(Devices.Path("PatientID"), Devices.Path("PatientName"))),
            Data.Complete(), Data.Empty(DicomTag.PatientID), Data.Empty(DicomTag.PatientName));

        Assert.Equal("(0010,0020)=Vivaldi^Antonio", Data.Describe(answer));
    }

    [Fact]
    public void Copy_OfANumber_TakesIt()
    {
        var rule = new CopyAttribute(Devices.Path("PregnancyStatus"), Devices.Path("PregnancyStatus"));
        DicomDataset entry = Data.Complete(Data.Bytes(DicomTag.PregnancyStatus, DicomVR.US, "0200"));

        DicomDataset answer = Devices.Answer(Devices.Profile(rule), entry, Data.Empty(DicomTag.PatientID));

        Assert.True(answer.TryGetUInt16(DicomTag.PregnancyStatus, out ushort status));
        Assert.Equal(2, status);
    }

    [Fact]
    public void Copy_OfASequence_TakesItsItems()
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 100"),
            new DicomSequence(DicomTag.RequestedProcedureCodeSequence, new DicomDataset(
                Data.Text(DicomTag.CodeMeaning, "Sch\u00e4del", "ISO_IR 100"))));

        DicomDataset answer = Devices.Answer(
            Devices.Profile(new CopyAttribute(
                Devices.Path("ScheduledProtocolCodeSequence"), Devices.Path("RequestedProcedureCodeSequence"))),
            entry, Data.Empty(DicomTag.PatientID));

        Assert.Equal(
            "(0008,0005)=ISO_IR 100 (0010,0020)=AV35674 (0040,0100)[{(0040,0008)[{(0008,0104)=Sch\u00e4del}]}]",
            Data.Describe(answer));
    }

    [Fact]
    public void Copy_OfASequenceThatIsNotThere_ChangesNothing() =>
        Assert.Equal(
            "(0010,0020)=AV35674",
            Data.Describe(Devices.Answer(
                Devices.Profile(new CopyAttribute(
                    Devices.Path("ScheduledProtocolCodeSequence"), Devices.Path("RequestedProcedureCodeSequence"))),
                Data.Complete(), Data.Empty(DicomTag.PatientID))));

    [Theory]
    [InlineData("StudyDescription", "{RequestedProcedureDescription} of {Modality}", "EXAM6 of MR")]
    [InlineData("PatientID", "{CallingAETitle}", "CT1")]
    [InlineData("PatientID", "", "")]
    [InlineData("PatientID", "{AccessionNumber}", "")] // is sent without a value
    [InlineData("ScheduledStationAETitle", "{CallingAETitle}", "CT1")]
    [InlineData("ScheduledProtocolCodeSequence.CodeValue", "7", "7")]
    [InlineData("ScheduledProcedureStepSequence.ScheduledProtocolCodeSequence.CodeValue", "7", "7")]
    [InlineData("PatientSex", "F", "F")]
    [InlineData("PatientSex", "female", "")] // is none of its terms
    [InlineData("PatientBirthDate", "19991231", "19991231")]
    [InlineData("PatientBirthDate", "31.12.1999", "")]
    [InlineData("PatientBirthDate", "202612011230", "")] // a part of it would be another date
    [InlineData("ScheduledProcedureStepStartDate", "soon", "20260801")]
    [InlineData("ScheduledProcedureStepStartTime", "07:30", "0930")]
    [InlineData("StudyInstanceUID", "{PatientID}", "1.2.276.0.7230010.3.2.101")]
    [InlineData("Modality", "Magnetic Resonance", "MR")]
    [InlineData("PatientWeight", "70.5", "70.5")]
    [InlineData("PatientWeight", "heavy", "")]
    [InlineData("PatientWeight", "0.00000000000000012e9", "")]
    [InlineData("AccessionNumber", "A12345678901234567890", "A123456789012345")]
    [InlineData("PatientID", "A\\B", "AV35674")] // it has one value
    [InlineData("ScheduledStationAETitle", "A\\B", "A\\B")]
    [InlineData("RequestedProcedureCodeSequence", "7", "")]
    [InlineData("PatientID", "\u00c4rzte", "\u00c4rzte")]
    public void Set_CountsWhateverIsThere(string path, string template, string text) =>
        Assert.Equal(text, TextOf(Answer(new SetAttribute(Devices.Path(path), Devices.Template(template))), path));

    [Theory]
    [InlineData("2", 2)]
    [InlineData("none", 4)]
    [InlineData("70000", 4)]
    public void Set_OfANumber_TakesOneThatCanBe(string text, int expected)
    {
        DicomDataset answer = Answer(new SetAttribute(Devices.Path("PregnancyStatus"), Devices.Template(text)));

        Assert.True(answer.TryGetUInt16(DicomTag.PregnancyStatus, out ushort status));
        Assert.Equal(expected, status);
    }

    // A UID that is cut is another one's.
    [Fact]
    public void Set_OfAUidThatIsTooLong_ChangesNothing()
    {
        string tooLong = "1.2." + new string('3', 70);

        Assert.Equal(
            "1.2.276.0.7230010.3.2.101",
            TextOf(Answer(new SetAttribute(Devices.Path("StudyInstanceUID"), Devices.Template(tooLong))), "StudyInstanceUID"));
    }

    [Fact]
    public void Set_OfANameThatIsTooLong_CutsEachGroup()
    {
        string longest = new('a', 64);

        Assert.Equal(
            $"{longest}={longest}={new string('b', 64)}",
            TextOf(
                Answer(new SetAttribute(
                    Devices.Path("PatientName"), Devices.Template($"{longest}^c={longest}a={new string('b', 99)}"))),
                "PatientName"));
    }

    [Fact]
    public void Set_OfCharactersOutsideTheBasicPlane_CutsBetweenThem()
    {
        string text = string.Concat(Enumerable.Repeat("\U0001F600", 20));

        Assert.Equal(
            text[..32],
            TextOf(Answer(new SetAttribute(Devices.Path("AccessionNumber"), Devices.Template(text))), "AccessionNumber"));
    }

    // The answer says in which character set it is; no setting says otherwise.
    [Theory]
    [InlineData("SpecificCharacterSet")]
    [InlineData("ScheduledProcedureStepSequence.SpecificCharacterSet")]
    public void CharacterSet_IsNoAttributeToBeChanged(string path)
    {
        IAnswerRule[] rules =
        [
            new SetAttribute(Devices.Path(path), Devices.Template("ISO_IR 144")),
            new DefaultAttribute(Devices.Path(path), Devices.Template("ISO_IR 144")),
            new CopyAttribute(Devices.Path(path), Devices.Path("SpecificCharacterSet")),
            new RemoveAttribute(Devices.Path(path)),
            new CutAttribute(Devices.Path(path), 8),
        ];
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "H\u00e4ndel^Georg", "ISO_IR 100"),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepDescription, "Sch\u00e4del", "ISO_IR 100")));

        foreach (IAnswerRule rule in rules)
        {
            DicomDataset answer = Devices.Answer(
                Devices.Profile(rule, new CutAttribute(Devices.Path("PatientName"), 7)), entry,
                Data.Empty(DicomTag.PatientName), Data.Step(Data.Empty(DicomTag.ScheduledProcedureStepDescription)));

            Assert.Equal(
                "(0008,0005)=ISO_IR 100 (0010,0010)=H\u00e4ndel^ (0040,0100)[{(0040,0007)=Sch\u00e4del}]".Replace(
                    "^ ", " ", StringComparison.Ordinal),
                Data.Describe(answer));
        }
    }

    [Theory]
    [InlineData("AccessionNumber", "A1", "A1")] // asked for, and without a value
    [InlineData("StudyDescription", "{RequestedProcedureDescription}", "EXAM6")] // not asked for
    [InlineData("PatientID", "A1", "AV35674")]
    [InlineData("AccessionNumber", "{StudyDescription}", "")]
    [InlineData("ScheduledStationName", "{CallingAETitle}", "CT1")]
    public void Default_CountsWhereThereIsNone(string path, string template, string text) =>
        Assert.Equal(text, TextOf(Answer(new DefaultAttribute(Devices.Path(path), Devices.Template(template))), path));

    [Theory]
    [InlineData("PatientID")]
    [InlineData("Modality")]
    [InlineData("ScheduledProcedureStepSequence")]
    [InlineData("StudyDescription")]
    public void Remove_TakesIt_IfItIsThere(string path)
    {
        AttributePath removed = Devices.Path(path);

        DicomDataset answer = Answer(new RemoveAttribute(removed));

        Assert.False(removed.IsIn(answer));
        Assert.True(Devices.Path("PatientName").IsIn(answer));
    }

    [Fact]
    public void Remove_TakesItOfAllItems()
    {
        DicomDataset entry = Data.Complete(new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset(Data.Text(DicomTag.Modality, "CT"), Data.Text(DicomTag.ScheduledProcedureStepID, "1")),
            new DicomDataset(Data.Text(DicomTag.Modality, "MR"), Data.Text(DicomTag.ScheduledProcedureStepID, "2"))));

        DicomDataset answer = Devices.Answer(
            Devices.Profile(new RemoveAttribute(Devices.Modality)), entry,
            Data.Step(Data.Empty(DicomTag.Modality), Data.Empty(DicomTag.ScheduledProcedureStepID)));

        Assert.Equal("(0040,0100)[{(0040,0009)=1}{(0040,0009)=2}]", Data.Describe(answer));
    }

    [Theory]
    [InlineData("PatientID", 3, "AV3")]
    [InlineData("PatientID", 7, "AV35674")]
    [InlineData("PatientID", 99, "AV35674")]
    [InlineData("PatientName", 8, "Vivaldi")] // no delimiter at the end
    [InlineData("PatientName", 10, "Vivaldi^An")]
    [InlineData("ScheduledStationAETitle", 2, "AA\\AA")]
    [InlineData("ScheduledProcedureStepDescription", 4, "EXAM")]
    [InlineData("ScheduledProcedureStepStartDate", 4, "20260801")] // is no date then
    [InlineData("StudyInstanceUID", 8, "1.2.276.0.7230010.3.2.101")] // is none then, with a dot at the end
    [InlineData("AccessionNumber", 4, "")]
    [InlineData("StudyDescription", 4, "")]
    public void Cut_LeavesSoManyCharacters(string path, int length, string text) =>
        Assert.Equal(text, TextOf(Answer(new CutAttribute(Devices.Path(path), length)), path));

    [Theory]
    [InlineData(6, "Yamada=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d")]
    [InlineData(4, "Yama=\u5c71\u7530^\u592a=\u3084\u307e\u3060")]
    public void Cut_OfAName_IsOfEachGroup(int length, string text) =>
        Assert.Equal(text, NameOf(Groups, new CutAttribute(Devices.Path("PatientName"), length)));

    // A device that takes six letters takes six, also where one is written as two.
    [Theory]
    [InlineData(true, 6, "Muelle")]
    [InlineData(true, 7, "Mueller")]
    [InlineData(true, 14, "Mueller^Joerg")]
    [InlineData(false, 6, "M\u00fcller")]
    public void Cut_CountsTheLettersThatAreSent(bool transliterates, int length, string text)
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "M\u00fcller^J\u00f6rg", "ISO_IR 100"));
        DeviceProfile profile = Devices.Profile(
            "ISO_IR 6", transliterates, new CutAttribute(Devices.Path("PatientName"), length));

        DicomDataset answer = Devices.Answer(profile, entry, Data.Empty(DicomTag.PatientName));

        Assert.True(answer.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal(text, name);
    }

    [Theory]
    [InlineData(Groups, "Yamada^Tarou")]
    [InlineData("Doe^Jane", "Doe^Jane")]
    [InlineData("=\u5c71\u7530^\u592a\u90ce", "")]
    public void OnlyAlphabetic_LeavesTheFirstGroup(string name, string text) =>
        Assert.Equal(text, NameOf(name, new OnlyAlphabeticNames()));

    [Theory]
    [InlineData("Doe^Jane", "DOE^JANE")]
    [InlineData("M\u00fcller^J\u00f6rg", "M\u00dcLLER^J\u00d6RG")]
    [InlineData("Stra\u00df=\u5c71", "STRA\u00df=\u5c71")]
    public void UpperCase_IsOfNames(string name, string text) => Assert.Equal(text, NameOf(name, new UpperCaseNames()));

    [Fact]
    public void Names_AreThoseOfItemsAndOfSeveralValuesToo()
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 192"),
            Data.Text(DicomTag.NamesOfIntendedRecipientsOfResults, "Doe^Jane=\u5c71\\Roe^John=\u7530", "ISO_IR 192"),
            Data.Step(Data.Text(DicomTag.ScheduledPerformingPhysicianName, "Poe^Ann=\u5c71=a", "ISO_IR 192")));

        DicomDataset answer = Devices.Answer(
            Devices.Profile(new OnlyAlphabeticNames(), new UpperCaseNames()), entry,
            Data.Empty(DicomTag.NamesOfIntendedRecipientsOfResults),
            Data.Step(Data.Empty(DicomTag.ScheduledPerformingPhysicianName)));

        Assert.Equal("(0040,0100)[{(0040,0006)=POE^ANN}] (0040,1010)=DOE^JANE\\ROE^JOHN", Data.Describe(answer));
    }

    [Fact]
    public void DropPrivate_TakesWhatIsPrivate_InItemsToo()
    {
        DicomItem[] privates = [Data.Text(PrivateCreator, "ACME"), Data.Text(PrivateValue, DicomVR.LO, "left")];
        DicomItem[] keys =
        [
            Data.Text(PrivateCreator, "ACME"), Data.Empty(PrivateValue), Data.Empty(DicomTag.PatientID),
            Data.Step(Data.Text(PrivateCreator, "ACME"), Data.Empty(PrivateValue), Data.Empty(DicomTag.Modality)),
        ];
        DicomDataset entry = Data.Complete([
            .. privates, Data.Step([Data.Text(DicomTag.Modality, "CT"), .. privates]),
        ]);

        Assert.Equal(
            "(0010,0020)=AV35674 (0040,0100)[{(0008,0060)=CT}]",
            Data.Describe(Devices.Answer(Devices.Profile(new DropPrivate()), entry, keys)));
    }

    [Fact]
    public void DropEmpty_TakesWhatHasNoValue_AndItemsAndSequencesInWhichNothingIsLeft()
    {
        DicomDataset entry = Data.Complete(Data.Step(Data.Text(DicomTag.Modality, "CT")));

        DicomDataset answer = Devices.Answer(
            Devices.Profile(new DropEmpty()), entry,
            Data.Empty(DicomTag.PatientID), Data.Empty(DicomTag.PatientBirthDate),
            new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset(Data.Empty(DicomTag.ReferencedSOPInstanceUID))),
            Data.Step(Data.Empty(DicomTag.Modality), Data.Empty(DicomTag.ScheduledStationName)));

        Assert.Equal("(0010,0020)=AV35674 (0040,0100)[{(0008,0060)=CT}]", Data.Describe(answer));
    }

    // An item of the file may name a character set that none of its text needs.
    [Fact]
    public void TextThatSettingsPutIn_IsReadByThoseBehindThem_AndByTheDevice()
    {
        DicomDataset answer = Devices.Answer(
            Devices.Profile(
                new SetAttribute(Devices.Path("PatientID"), Devices.Template("\u00c4rzte")),
                new CutAttribute(Devices.Path("PatientID"), 3),
                new SetAttribute(Devices.Path("ScheduledProcedureStepDescription"), Devices.Template("\u5c71\u7530")),
                new CutAttribute(Devices.Path("ScheduledProcedureStepDescription"), 1)),
            Data.Complete(Data.Step(
                Data.CharacterSet("ISO_IR 144"), Data.Text(DicomTag.ScheduledProcedureStepDescription, "EXAM74"))),
            Data.Empty(DicomTag.PatientID), Data.Step(Data.Empty(DicomTag.ScheduledProcedureStepDescription)));

        Assert.Equal(
            "(0008,0005)=ISO_IR 192 (0010,0020)=\u00c4rz (0040,0100)[{(0040,0007)=\u5c71}]", Data.Describe(answer));
    }

    [Fact]
    public void Rules_CountOneAfterTheOther()
    {
        DicomDataset answer = Answer(
            new SetAttribute(Devices.Path("StudyDescription"), Devices.Template("{RequestedProcedureDescription} long")),
            new DefaultAttribute(Devices.Path("StudyDescription"), Devices.Template("none")),
            new CutAttribute(Devices.Path("StudyDescription"), 7),
            new RemoveAttribute(Devices.Path("RequestedProcedureDescription")),
            new DropEmpty(),
            new UpperCaseNames());

        Assert.Equal("EXAM6 l", TextOf(answer, "StudyDescription"));
        Assert.Equal("VIVALDI^ANTONIO", TextOf(answer, "PatientName"));
        Assert.False(Devices.Path("RequestedProcedureDescription").IsIn(answer));
        Assert.False(Devices.Path("AccessionNumber").IsIn(answer));
    }

    private static DicomDataset Answer(params IAnswerRule[] rules) => Devices.Answer(
        Devices.Profile(rules), Data.Complete(),
        Data.Empty(DicomTag.AccessionNumber), Data.Empty(DicomTag.PatientName), Data.Empty(DicomTag.PatientID),
        Data.Empty(DicomTag.PatientBirthDate), Data.Empty(DicomTag.PatientSex), Data.Empty(DicomTag.PatientWeight),
        Data.Empty(DicomTag.PregnancyStatus),
        Data.Empty(DicomTag.StudyInstanceUID), Data.Empty(DicomTag.RequestedProcedureDescription),
        Data.Step(
            Data.Empty(DicomTag.Modality), Data.Empty(DicomTag.ScheduledStationAETitle),
            Data.Empty(DicomTag.ScheduledProcedureStepStartDate), Data.Empty(DicomTag.ScheduledProcedureStepStartTime),
            Data.Empty(DicomTag.ScheduledProcedureStepDescription)));

    private static string TextOf(DicomDataset answer, string path) => Devices.Path(path).TextOf(answer);

    private static string NameOf(string name, IAnswerRule rule) => TextOf(
        Devices.Answer(
            Devices.Profile(rule),
            Data.Complete(Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, name, "ISO_IR 192")),
            Data.Empty(DicomTag.PatientName)),
        "PatientName");
}
