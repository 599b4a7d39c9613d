namespace WorklistScp.Worklist.Tests.Responses;

public sealed class CharacterSetPolicyTests
{
    private readonly RecordingLogger _logger = new();

    private static readonly DicomItem[] Keys =
    [
        Data.Empty(DicomTag.PatientName),
        Data.Step(Data.Empty(DicomTag.ScheduledProcedureStepLocation)),
    ];

    public static TheoryData<ResponseCharacterSet, string, string> Policies => new()
    {
        // policy, character set for text that needs one, for text that needs none; null: not there
        { ResponseCharacterSet.WhenNeeded, "ISO_IR 100", "-" },
        { ResponseCharacterSet.None, "-", "-" },
        { ResponseCharacterSet.IsoIr100, "ISO_IR 100", "ISO_IR 100" },
        { ResponseCharacterSet.Keep, "ISO_IR 100", "ISO_IR 100" },
        { ResponseCharacterSet.Convert("ISO_IR 192"), "ISO_IR 192", "-" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void Build_Text_GetsTheCharacterSetOfThePolicy(ResponseCharacterSet policy, string needed, string plain)
    {
        Assert.Equal(needed, CharacterSetOf(Build(policy, Keys, Latin1("M\u00fcller"))));
        Assert.Equal(plain, CharacterSetOf(Build(policy, Keys, Latin1("Vivaldi"))));
        Assert.Empty(_logger.Messages);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Build_NoText_GetsNoCharacterSet(ResponseCharacterSet policy, string needed, string plain)
    {
        Assert.NotEmpty(needed + plain);
        DicomItem[] keys = [Data.Empty(DicomTag.PatientBirthDate), Data.Step(Data.Empty(DicomTag.Modality))];
        Assert.Equal("-", CharacterSetOf(Build(policy, keys, Latin1("M\u00fcller"))));
    }

    [Fact]
    public void Build_IsoIr100_DoesNotConvert()
    {
        DicomDataset response = Build(
            ResponseCharacterSet.IsoIr100, Keys,
            Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, "M\u00fc", "ISO_IR 192"));
        Assert.Equal("4DC3BC20", HexOf(response, DicomTag.PatientName));
    }

    [Theory]
    [InlineData("ISO_IR 192", "4DC3BC20")]
    [InlineData("ISO_IR 101", "4DFC")]
    [InlineData("ISO 2022 IR 6\\ISO 2022 IR 100", "4D1B2D41FC20")]
    public void Build_Convert_EncodesAnew(string target, string expected)
    {
        DicomDataset response = Build(ResponseCharacterSet.Convert(target), Keys, Latin1("M\u00fc"));
        Assert.Equal(target, CharacterSetOf(response));
        Assert.Equal(expected, HexOf(response, DicomTag.PatientName));
        Assert.True(response.TryGetString(DicomTag.PatientName, out string? name));
        Assert.Equal("M\u00fc", name);
    }

    [Fact]
    public void Build_ConvertOfJapanese_KeepsAllGroups()
    {
        const string Name = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046";
        DicomDataset response = Build(
            ResponseCharacterSet.Convert("ISO_IR 192"), Keys,
            Data.CharacterSet("\\ISO 2022 IR 87"), Data.Text(DicomTag.PatientName, Name, "\\ISO 2022 IR 87"));
        Assert.Equal("ISO_IR 192", CharacterSetOf(response));
        Assert.True(response.TryGetString(DicomTag.PatientName, out string? converted));
        Assert.Equal(Name, converted);
    }

    [Fact]
    public void Build_ConvertOfWhatHasNoCode_KeepsTheFilesOwnAndSaysSo()
    {
        DicomDataset response = Build(ResponseCharacterSet.Convert("ISO_IR 144"), Keys, Latin1("M\u00fcller"));
        Assert.Equal("ISO_IR 100", CharacterSetOf(response));
        Assert.Equal("4DFC6C6C6572", HexOf(response, DicomTag.PatientName));
        Assert.Equal(
            "a.wl: (0010,0010) has characters outside ISO_IR 144, the response keeps the file's character set",
            Assert.Single(_logger.Messages));
    }

    [Fact]
    public void Build_ConvertOfMalformedText_KeepsTheFilesOwn()
    {
        DicomDataset response = Build(
            ResponseCharacterSet.Convert("ISO_IR 100"), Keys,
            Data.CharacterSet("ISO_IR 192"), Data.Bytes(DicomTag.PatientName, DicomVR.PN, "4DFF"));
        Assert.Equal("ISO_IR 192", CharacterSetOf(response));
        Assert.Equal("4DFF", HexOf(response, DicomTag.PatientName));
    }

    [Fact]
    public void Convert_UnknownCharacterSet_Throws() =>
        Assert.Throws<DicomDataException>(() => ResponseCharacterSet.Convert("ISO_IR 999"));

    [Fact]
    public void Build_NestedTextAlone_NeedsTheCharacterSetToo() => Assert.Equal(
        "ISO_IR 100",
        CharacterSetOf(Build(
            ResponseCharacterSet.WhenNeeded, Keys,
            Data.CharacterSet("ISO_IR 100"),
            Data.Step(Data.Text(DicomTag.ScheduledProcedureStepLocation, "K\u00f6ln", "ISO_IR 100")))));

    [Theory]
    [InlineData("WhenNeeded", "ISO_IR 192", "4BC3B66C6E20")]
    [InlineData("Keep", "ISO_IR 192", "4BC3B66C6E20")]
    [InlineData("None", "-", "4BC3B66C6E20")]
    [InlineData("IsoIr100", "-", "4BC3B66C6E20")]
    [InlineData("Convert", "-", "4BF66C6E")]
    public void Build_ItemWithItsOwnCharacterSet_IsTreatedByPolicy(string policy, string nested, string bytes)
    {
        DicomDataset response = Build(
            PolicyOf(policy), Keys,
            Data.CharacterSet("ISO_IR 144"),
            Data.Step(
                Data.CharacterSet("ISO_IR 192"),
                Data.Text(DicomTag.ScheduledProcedureStepLocation, "K\u00f6ln", "ISO_IR 192")));
        Assert.True(response.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal(nested, CharacterSetOf(steps.Items[0]));
        Assert.Equal(bytes, HexOf(steps.Items[0], DicomTag.ScheduledProcedureStepLocation));
    }

    [Fact]
    public void Build_FileWithoutCharacterSet_GetsNone()
    {
        DicomElement name = Data.Bytes(DicomTag.PatientName, DicomVR.PN, "4DFC");
        Assert.Equal("-", CharacterSetOf(Build(ResponseCharacterSet.WhenNeeded, Keys, name)));
        Assert.Equal("-", CharacterSetOf(Build(ResponseCharacterSet.Keep, Keys, name)));
    }

    [Fact]
    public void Build_EmptyCharacterSetOfTheFile_IsNotReturned() => Assert.Equal(
        "-",
        CharacterSetOf(Build(
            ResponseCharacterSet.Keep, Keys,
            Data.Empty(DicomTag.SpecificCharacterSet), Data.Text(DicomTag.PatientName, "Vivaldi"))));

    [Theory]
    [InlineData("WhenNeeded", "-")]
    [InlineData("Convert", "-")]
    [InlineData("Keep", "ISO_IR 192")]
    public void Build_PlainTextInItemWithItsOwnCharacterSet_NeedsNone(string policy, string nested)
    {
        DicomDataset response = Build(
            PolicyOf(policy), Keys,
            Data.Step(
                Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.ScheduledProcedureStepLocation, "Cologne")));
        Assert.True(response.TryGetSequence(DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal(nested, CharacterSetOf(steps.Items[0]));
    }

    private static ResponseCharacterSet PolicyOf(string name) => name switch
    {
        "WhenNeeded" => ResponseCharacterSet.WhenNeeded,
        "Keep" => ResponseCharacterSet.Keep,
        "None" => ResponseCharacterSet.None,
        "IsoIr100" => ResponseCharacterSet.IsoIr100,
        _ => ResponseCharacterSet.Convert("ISO_IR 100"),
    };

    private static DicomItem[] Latin1(string name) =>
        [Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, name, "ISO_IR 100")];

    private DicomDataset Build(ResponseCharacterSet policy, DicomItem[] keys, params DicomItem[] held) =>
        new ResponseBuilder(policy, _logger).Build(Data.Query(keys), Data.Entry(held));

    private static string CharacterSetOf(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.SpecificCharacterSet, out string? value) ? value : "-";

    private static string HexOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetElement(tag, out DicomElement? element) ? Convert.ToHexString(element.Value.Span) : "";
}
