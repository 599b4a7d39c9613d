using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Worklist.Tests.Interpretation;

/// <summary>Text whose character set is not named, or not by a defined term (PS3.3 C.12.1.1.2).</summary>
public sealed class CharacterSetTests
{
    private static readonly SpecificCharacterSet Cyrillic = SpecificCharacterSet.Parse("ISO_IR 144");

    // Name, terms of the file (null: none), encoding of the text; what it is read as, and what responses name.
    public static TheoryData<string, string?, string, string, string> Texts => new()
    {
        { "Müller", null, "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "ISO_IR 6", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "FOO", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "UTF-8", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "UNICODE UTF-8", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "utf8", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "ISO IR 192", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "ISO_IR192", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "ISO 2022 IR 192", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", "ISO_IR 192", "ISO_IR 192", "Müller", "ISO_IR 192" },
        { "Müller", null, "ISO_IR 100", "Müller", "" },
        { "Müller", "FOO", "ISO_IR 100", "Müller", "FOO" },
        { "Müller", "ISO_IR 100", "ISO_IR 100", "Müller", "ISO_IR 100" },
        { "Müller", "ISO-8859-1", "ISO_IR 100", "Müller", "ISO_IR 100" },
        { "Müller", "latin1", "ISO_IR 100", "Müller", "ISO_IR 100" },
        { "Łódź", "ISO 8859-2", "ISO_IR 101", "Łódź", "ISO_IR 101" },
        { "Люксембург", "ISO 8859-5", "ISO_IR 144", "Люксембург", "ISO_IR 144" },
        { "Διονυσιος", "ISO-IR-126", "ISO_IR 126", "Διονυσιος", "ISO_IR 126" },
        { "王^小东", "GB2312", "GB18030", "王^小东", "GB18030" },
        { "王^小东", "gb 18030", "GB18030", "王^小东", "GB18030" },
        { "김희중", "ISO_IR 149", @"\ISO 2022 IR 149", "김희중", "ISO 2022 IR 149" },
        { "Müller", "ISO 2022 IR 6", "ISO_IR 192", "Müller", "ISO_IR 192" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Entry_TextInACharacterSet_IsReadAndNamedByADefinedTerm(
        string name, string? terms, string encoding, string read, string named)
    {
        WorklistEntry entry = Make(name, terms, encoding);
        WorklistQuery query = Data.Query(Data.CharacterSet("ISO_IR 192"), Data.Text(DicomTag.PatientName, read, "ISO_IR 192"));

        Assert.True(query.Matches(entry));
        DicomDataset response = Respond(query, entry, ResponseCharacterSet.Keep);
        Assert.Equal((named, read), (Term(response), NameIn(response)));
    }

    // A conversion must not take UTF-8 for something else: that would encode it twice.
    [Theory]
    [MemberData(nameof(Texts))]
    public void Entry_ConvertedToUtf8_IsEncodedOnce(
        string name, string? terms, string encoding, string read, string named)
    {
        WorklistEntry entry = Make(name, terms, encoding);
        DicomDataset response = Respond(
            Data.Query(Data.Empty(DicomTag.PatientName)), entry, ResponseCharacterSet.Convert("UTF-8"));

        Assert.True(response.TryGetElement(DicomTag.PatientName, out DicomElement? element));
        Assert.Equal(read, Encoding.UTF8.GetString(element.Value.Span).TrimEnd(' '));
        Assert.Equal("ISO_IR 192", Term(response));
        Assert.NotNull(named);
    }

    [Theory]
    [InlineData("ISO_IR 192", "ISO_IR 192", "Люда")] // valid UTF-8 wins
    [InlineData("ISO_IR 144", "ISO_IR 144", "Люда")]
    public void Of_AssumedCharacterSet_IsWhatTextIsInThatIsNotUtf8(string encoding, string named, string read)
    {
        var interpreted = InterpretedDataset.Of(
            new DicomDataset(Data.Text(DicomTag.PatientName, read, encoding)), Cyrillic);

        Assert.Equal(read, NameIn(interpreted.Dataset));
        Assert.Equal(named, Term(interpreted.Dataset));
        Assert.Equal(CharacterSetProblem.Missing, interpreted.Finding!.Problem);
    }

    [Fact]
    public void Of_AssumedCharacterSet_IsNotWhatDeclaredTextIsIn() => Assert.Null(InterpretedDataset.Of(
        new DicomDataset(Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "Müller", "ISO_IR 100")),
        Cyrillic).Finding);

    [Fact]
    public void Of_AsciiText_NeedsNoCharacterSet()
    {
        Assert.Null(InterpretedDataset.Of(Data.Complete()).Finding);
        Assert.Null(InterpretedDataset.Of(Data.Complete(Data.CharacterSet("ISO_IR 6")), Cyrillic).Finding);
    }

    // One text that is no UTF-8 says that none is.
    [Fact]
    public void Of_TextsOfTwoEncodings_AreNotUtf8()
    {
        var interpreted = InterpretedDataset.Of(new DicomDataset(
            Data.Text(DicomTag.PatientName, "Müller", "ISO_IR 192"),
            Data.Text(DicomTag.PatientComments, "Köln", "ISO_IR 100")));

        Assert.Equal(new CharacterSetFinding(CharacterSetProblem.Missing, "", null), interpreted.Finding);
        Assert.Equal("", Term(interpreted.Dataset));
    }

    [Fact]
    public void Of_ItemWithATermOfItsOwn_IsMendedThere()
    {
        DicomDataset dataset = Data.Complete(
            Data.CharacterSet("ISO_IR 100"),
            Data.Text(DicomTag.PatientName, "Müller", "ISO_IR 100"),
            Data.Step(Data.CharacterSet("UTF-8"), Data.Text(DicomTag.ScheduledStationName, "Köln", "ISO_IR 192")));

        var interpreted = InterpretedDataset.Of(dataset);

        Assert.Equal("ISO_IR 100", Term(interpreted.Dataset));
        Assert.True(interpreted.Dataset.TryGetSequence(
            DicomTag.ScheduledProcedureStepSequence, out DicomSequence? steps));
        Assert.Equal("ISO_IR 192", Term(steps.Items[0]));
        Assert.True(steps.Items[0].TryGetString(DicomTag.ScheduledStationName, out string? station));
        Assert.Equal("Köln", station);
    }

    [Fact]
    public void Of_UndeclaredTextInAnItemAlone_IsDeclaredAtTheTop()
    {
        var interpreted = InterpretedDataset.Of(new DicomDataset(
            Data.Step(Data.Text(DicomTag.ScheduledStationName, "Köln", "ISO_IR 192"))));

        Assert.Equal("ISO_IR 192", Term(interpreted.Dataset));
    }

    [Theory]
    [InlineData(null, "ISO_IR 192")]
    [InlineData(null, "ISO_IR 100")]
    [InlineData("FOO", "ISO_IR 192")]
    [InlineData("UTF-8", "ISO_IR 192")]
    public void Query_TextWithoutADefinedTerm_IsNotRefused(string? terms, string encoding)
    {
        DicomItem[] own = terms is null ? [] : [Data.CharacterSet(terms)];
        WorklistQuery query = Data.Query([.. own, Data.Text(DicomTag.PatientName, "Müller", encoding)]);

        Assert.Empty(query.Problems);
        Assert.NotNull(query.CharacterSet);
        Assert.True(query.Matches(Make("Müller", "ISO_IR 100", "ISO_IR 100")));
    }

    [Fact]
    public void Query_AssumedCharacterSet_IsWhatItsTextIsIn() => Assert.True(
        Data.Query(
            new WorklistQueryOptions { AssumedCharacterSet = Cyrillic },
            Data.Text(DicomTag.PatientName, "Люда", "ISO_IR 144"))
            .Matches(Make("Люда", "ISO_IR 192", "ISO_IR 192")));

    [Theory]
    [InlineData(CharacterSetProblem.Missing, "", "ISO_IR 192", "text without Specific Character Set (0008,0005), read as UTF-8")]
    [InlineData(
        CharacterSetProblem.Missing, "", null, "text without Specific Character Set (0008,0005), read as ISO 8859-1")]
    [InlineData(
        CharacterSetProblem.Unknown, "FOO", "ISO_IR 192",
        "unknown Specific Character Set (0008,0005) 'FOO', text read as UTF-8")]
    [InlineData(
        CharacterSetProblem.Misspelt, "utf8", "ISO_IR 192",
        "Specific Character Set (0008,0005) is 'utf8', read as ISO_IR 192")]
    public void Finding_InWords_NamesTermAndReading(
        CharacterSetProblem problem, string given, string? taken, string expected) => Assert.Equal(
        expected,
        new CharacterSetFinding(problem, given, taken is null ? null : SpecificCharacterSet.Parse(taken)).ToString());

    private static WorklistEntry Make(string name, string? terms, string encoding)
    {
        DicomItem[] own = terms is null ? [] : [Data.CharacterSet(terms)];
        return Data.Entry([.. own, Data.Text(DicomTag.PatientName, name, encoding)]);
    }

    private static DicomDataset Respond(WorklistQuery query, WorklistEntry entry, ResponseCharacterSet policy) =>
        new ResponseBuilder(policy, NullLogger.Instance).Build(query, entry);

    private static string Term(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.SpecificCharacterSet, out string? terms) ? terms : "";

    private static string NameIn(DicomDataset dataset) =>
        dataset.TryGetString(DicomTag.PatientName, out string? name) ? name : "";
}
