namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>The character set that a device is answered in, and the letters that it lacks.</summary>
public sealed class AnswerCharacterSetTests
{
    private const string German = "M\u00fcller^J\u00f6rg";
    private const string Czech = "Dvo\u0159\u00e1k^Anton\u00edn";
    private const string Chinese = "Wang^XiaoDong=\u738b^\u5c0f\u4e1c";
    private const string Japanese = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046";

    // character set, transliterated, name, character set of the answer (null: none), name of the answer
    [Theory]
    [InlineData("ISO_IR 6", false, "Vivaldi", null, "Vivaldi")]
    [InlineData("ISO_IR 6", false, German, "ISO_IR 192", German)]
    [InlineData("ISO_IR 6", true, German, null, "Mueller^Joerg")]
    [InlineData("ISO_IR 6", true, Czech, null, "Dvorak^Antonin")]
    [InlineData("ISO_IR 100", false, "Vivaldi", null, "Vivaldi")]
    [InlineData("ISO_IR 100", false, German, "ISO_IR 100", German)]
    [InlineData("ISO_IR 100", true, German, "ISO_IR 100", German)]
    [InlineData("ISO_IR 100", false, Czech, "ISO_IR 192", Czech)]
    [InlineData("ISO_IR 100", true, Czech, "ISO_IR 100", "Dvor\u00e1k^Anton\u00edn")]
    [InlineData("ISO_IR 100", false, Japanese, "ISO_IR 192", Japanese)]
    [InlineData("ISO_IR 192", false, Czech, "ISO_IR 192", Czech)]
    [InlineData("ISO_IR 192", true, Japanese, "ISO_IR 192", Japanese)]
    [InlineData("GB18030", false, Chinese, "GB18030", Chinese)]
    [InlineData("GB18030", true, German, "GB18030", German)]
    [InlineData("\\ISO 2022 IR 87", false, Japanese, "\\ISO 2022 IR 87", Japanese)]
    [InlineData("\\ISO 2022 IR 87", true, Japanese, "\\ISO 2022 IR 87", Japanese)]
    [InlineData("\\ISO 2022 IR 87", false, German, "ISO_IR 192", German)]
    [InlineData("\\ISO 2022 IR 87", true, German, null, "Mueller^Joerg")]
    public void Answer_IsInIt(string characterSet, bool transliterates, string name, string? named, string text)
    {
        DicomDataset answer = Answer(characterSet, transliterates, name);

        Assert.Equal(named, answer.TryGetString(DicomTag.SpecificCharacterSet, out string? value) ? value : null);
        Assert.True(answer.TryGetString(DicomTag.PatientName, out string? sent));
        Assert.Equal(text, sent);
    }

    [Theory]
    [InlineData("ISO_IR 100", "4DFC6C6C65725E4AF67267 20")]
    [InlineData("ISO_IR 192", "4DC3BC6C6C65725E4AC3B67267 20")]
    [InlineData("GB18030", "4DA8B96C6C65725E4A8130 8B36 7267")]
    public void Answer_HasItsBytes(string characterSet, string hex)
    {
        Assert.True(Answer(characterSet, false, German).TryGetElement(DicomTag.PatientName, out DicomElement? name));

        Assert.StartsWith(
            hex.Replace(" ", "", StringComparison.Ordinal)[..12], Convert.ToHexString(name.Value.Span), StringComparison.Ordinal);
        Assert.Equal(0, name.Value.Length % 2);
    }

    // PS3.5 annex H.3.1: back to ASCII before each delimiter.
    [Fact]
    public void JapaneseName_HasTheBytesOfTheStandard()
    {
        Assert.True(Answer("\\ISO 2022 IR 87", false, Japanese).TryGetElement(DicomTag.PatientName, out DicomElement? name));

        Assert.Equal(
            "59616D6164615E5461726F753D1B2442"
            + "3B3345441B28425E1B244242404F"
            + "3A1B28423D1B2442246424"
            + "5E24401B28425E1B2442243F246D24261B2842",
            Convert.ToHexString(name.Value.Span));
    }

    [Theory]
    [InlineData("ISO_IR 6", "\u00c5str\u00f6m^\u00d8ystein", "Aastroem^Oeystein")]
    [InlineData("ISO_IR 6", "Stra\u00df", "Strass")]
    [InlineData("ISO_IR 6", "\u0141ukasz", "Lukasz")]
    [InlineData("ISO_IR 6", "\u0418\u0432\u0430\u043d", "Ivan")]
    [InlineData("ISO_IR 6", "Jose\u0301 Mu\u0308ller", "Jose Muller")] // marks that stand behind their letter
    [InlineData("ISO_IR 6", "\uff3c\uff3e\uff1d", "???")] // letters only, no delimiters
    [InlineData("ISO_IR 6", "\ue000", "?")]
    [InlineData("ISO_IR 6", "M\u00dcLLER^J\u00d6RG", "MUELLER^JOERG")]
    [InlineData("ISO_IR 6", "\u00dcber^J\u00f6rg", "Ueber^Joerg")]
    [InlineData("ISO_IR 6", "STRA\u00df", "STRASS")]
    [InlineData("ISO_IR 100", "\u0141\u00fckasz", "L\u00fckasz")]
    [InlineData("ISO_IR 144", "\u0418\u0432\u0430\u043d M\u00fc", "\u0418\u0432\u0430\u043d Mue")]
    public void Transliteration_WritesWhatIsLacking_InLettersThatThereAre(string characterSet, string name, string text)
    {
        Assert.True(Answer(characterSet, true, name).TryGetString(DicomTag.PatientName, out string? sent));

        Assert.Equal(text, sent);
    }

    [Fact]
    public void Transliteration_ThatIsTooLong_IsCut_EachGroupOfItsOwn()
    {
        string group = new('\u00fc', 40);
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 192"),
            Data.Text(DicomTag.PatientName, $"{group}={group}", "ISO_IR 192"),
            Data.Text(DicomTag.AccessionNumber, group[..10], "ISO_IR 192"));

        DicomDataset answer = Devices.Answer(
            Devices.Profile("ISO_IR 6", true), entry, Data.Empty(DicomTag.PatientName), Data.Empty(DicomTag.AccessionNumber));

        string longest = string.Concat(Enumerable.Repeat("ue", 32));
        Assert.Equal($"(0008,0050)={longest[..16]} (0010,0010)={longest}={longest}", Data.Describe(answer));
        Assert.Empty(ValueCheck.FindProblems(answer));
    }

    // An answer has one character set.
    [Fact]
    public void TextThatIsNotInIt_AnywhereInTheAnswer_MakesAllOfItUnicode()
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, German, "ISO_IR 192"),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepDescription, "\u5c71", "ISO_IR 192")));

        DicomDataset answer = Devices.Answer(
            Devices.Profile("ISO_IR 100", false), entry, Data.Empty(DicomTag.PatientName),
            Data.Step(Data.Empty(DicomTag.ScheduledProcedureStepDescription)));

        Assert.Equal(
            $"(0008,0005)=ISO_IR 192 (0010,0010)={German} (0040,0100)[{{(0040,0007)=\u5c71}}]", Data.Describe(answer));
    }

    [Fact]
    public void ItemsThatNameTheirOwn_AreBroughtIntoIt()
    {
        DicomDataset entry = Data.Complete(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, German, "ISO_IR 100"),
            Data.Step(
                Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.ScheduledProcedureStepDescription, German, "ISO_IR 192")));

        DicomDataset answer = Devices.Answer(
            Devices.Profile("ISO_IR 100", false), entry, Data.Empty(DicomTag.PatientName),
            Data.Step(Data.Empty(DicomTag.ScheduledProcedureStepDescription)));

        Assert.Equal(
            $"(0008,0005)=ISO_IR 100 (0010,0010)={German} (0040,0100)[{{(0040,0007)={German}}}]", Data.Describe(answer));
    }

    public static TheoryData<ResponseCharacterSet> Policies =>
    [
        ResponseCharacterSet.WhenNeeded, ResponseCharacterSet.None, ResponseCharacterSet.IsoIr100, ResponseCharacterSet.Keep,
        ResponseCharacterSet.Convert("ISO_IR 192"), ResponseCharacterSet.Convert("ISO_IR 100"),
    ];

    // A profile that says nothing of character sets leaves them to the options of the daemon.
    [Theory]
    [MemberData(nameof(Policies))]
    public void WithoutTheSetting_AnswersAreInTheCharacterSetOfOthers(ResponseCharacterSet policy)
    {
        DeviceProfile profile = Devices.Profile(new RemoveAttribute(Devices.Path("PatientID")));
        DicomDataset[] entries =
        [
            Data.Complete(),
            Data.Complete(Data.CharacterSet("ISO_IR 100")),
            Data.Complete(Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, German, "ISO_IR 100")),
        ];
        DicomItem[][] queries =
        [
            [Data.Empty(DicomTag.PatientName)],
            [Data.Empty(DicomTag.PatientBirthDate)],
        ];

        foreach (DicomDataset entry in entries)
        {
            foreach (DicomItem[] keys in queries)
            {
                Assert.Equal(
                    Data.Describe(Devices.Answer(policy, Devices.Any, entry, keys)),
                    Data.Describe(Devices.Answer(policy, profile, entry, keys)));
            }
        }
    }

    // What the profile puts in is readable, whatever the file has.
    [Fact]
    public void WithoutTheSetting_TextThatTheFileLacks_MakesTheAnswerUnicode()
    {
        DicomDataset answer = Devices.Answer(
            Devices.Profile(new SetAttribute(Devices.Path("PatientID"), Devices.Template("\u5c71"))),
            Data.Complete(Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, German, "ISO_IR 100")),
            Data.Empty(DicomTag.PatientName));

        Assert.Equal($"(0008,0005)=ISO_IR 192 (0010,0010)={German} (0010,0020)=\u5c71", Data.Describe(answer));
    }

    // Bytes that are no text in the file's own character set are sent as they are, unless other letters are wanted.
    [Theory]
    [InlineData(false, "4DFF", "ISO_IR 192")]
    [InlineData(true, "4D3F", "")]
    public void MalformedText_IsSentAsItIs(bool transliterates, string hex, string named)
    {
        DicomDataset answer = Devices.Answer(
            Devices.Profile("ISO_IR 100", transliterates),
            Data.Complete(Data.CharacterSet("ISO_IR 192"), Data.Bytes(DicomTag.PatientName, DicomVR.PN, "4DFF")),
            Data.Empty(DicomTag.PatientName));

        Assert.True(answer.TryGetElement(DicomTag.PatientName, out DicomElement? name));
        Assert.Equal(hex, Convert.ToHexString(name.Value.Span));
        Assert.Equal(named, Devices.Path("SpecificCharacterSet").TextOf(answer));
    }

    private static DicomDataset Answer(string characterSet, bool transliterates, string name) => Devices.Answer(
        Devices.Profile(characterSet, transliterates),
        Data.Complete(Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, name, "ISO_IR 192")),
        Data.Empty(DicomTag.PatientName));
}
