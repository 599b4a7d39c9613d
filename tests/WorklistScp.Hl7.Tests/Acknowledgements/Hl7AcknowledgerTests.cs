using System.Text;
using WorklistScp.Hl7.Acknowledgements;
using static WorklistScp.Hl7.Tests.Reading;

namespace WorklistScp.Hl7.Tests.Acknowledgements;

public sealed class Hl7AcknowledgerTests
{
    private static readonly Hl7Fault NoPatientID = new(
        new Hl7Path("PID", Field: 3), Hl7ErrorCode.RequiredFieldMissing, "Patient ID is missing", "PID-3 has no value");

    private static readonly Hl7Fault MadeUp =
        new(new Hl7Path("OBR", 2, 20, 0, 1), Hl7ErrorCode.MessageAccepted, "Step ID made up")
        {
            Severity = Hl7Severity.Warning,
        };

    [Fact]
    public void Answer_MessageCarriedOut_IsTheSheetsExample() => Assert.Equal(
        """
        MSH|^~\&|WLMSCP|RADIOLOGY|RIS|NORTHCLINIC|20261201081501||ACK^O01^ACK|20261201081501234001|P|2.3.1||||||8859/1
        MSA|AA|M0001

        """,
        Answer($"{Header}||||||8859/1"));

    [Fact]
    public void Answer_ErrorBefore25_IsInErr1() => Assert.EndsWith(
        """
        MSA|AE|M0001|Patient ID is missing: PID-3 has no value
        ERR|PID^1^3^101&Required field missing&HL70357

        """,
        Answer(Header, NoPatientID, MadeUp),
        StringComparison.Ordinal);

    [Fact]
    public void Answer_SeveralErrorsBefore25_AreRepetitions() => Assert.EndsWith(
        "ERR|PID^1^3^101&Required field missing&HL70357~^^^207&Application internal error&HL70357\n",
        Answer(Header, NoPatientID, new Hl7Fault(null, Hl7ErrorCode.ApplicationInternalError, "x")),
        StringComparison.Ordinal);

    [Fact]
    public void Answer_ErrorsFrom25_AreSegments() => Assert.EndsWith(
        """
        ||ACK^O23^ACK|20261201081501234001|P|2.5.1
        MSA|AE|M2|Patient ID is missing
        ERR||PID^1^3|101^Required field missing^HL70357|E||||PID-3 has no value
        ERR||OBR^2^20^1^1|0^Message accepted^HL70357|W||||Step ID made up

        """,
        Answer(@"MSH|^~\&|||||||OMI^O23^OMI_O23|M2|P|2.5.1", NoPatientID, MadeUp),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("2.5.1", "MSA|AA|M2\nERR||OBR^2^20^1^1|0^Message accepted^HL70357|W||||Step ID made up\n")]
    [InlineData("2.4", "MSA|AA|M2|Step ID made up\n")]
    public void Answer_Warnings_AreTold(string version, string expected) => Assert.EndsWith(
        expected, Answer($@"MSH|^~\&|||||||OMI^O23|M2|P|{version}", MadeUp), StringComparison.Ordinal);

    [Theory]
    [InlineData("ORM^O01", "2.3", "ACK^O01")]
    [InlineData("ORM^O01", "2.3.1", "ACK^O01^ACK")]
    [InlineData("OMI^O23^OMI_O23", "2.5.1", "ACK^O23^ACK")]
    [InlineData("ORM", "2.1", "ACK")]
    [InlineData("ORM", "2.5", "ACK")]
    public void Answer_Type_IsThatOfTheVersion(string type, string version, string expected) => Assert.Contains(
        $"||{expected}|20261201081501234001|P|{version}\n",
        Answer($@"MSH|^~\&|||||||{type}|M|P|{version}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Hl7ErrorCode.SegmentSequenceError, "AE")]
    [InlineData(Hl7ErrorCode.RequiredFieldMissing, "AE")]
    [InlineData(Hl7ErrorCode.DataTypeError, "AE")]
    [InlineData(Hl7ErrorCode.TableValueNotFound, "AE")]
    [InlineData(Hl7ErrorCode.UnsupportedMessageType, "AR")]
    [InlineData(Hl7ErrorCode.UnsupportedEventCode, "AR")]
    [InlineData(Hl7ErrorCode.UnsupportedProcessingID, "AR")]
    [InlineData(Hl7ErrorCode.UnsupportedVersionID, "AR")]
    [InlineData(Hl7ErrorCode.UnknownKeyIdentifier, "AE")]
    [InlineData(Hl7ErrorCode.DuplicateKeyIdentifier, "AE")]
    [InlineData(Hl7ErrorCode.ApplicationRecordLocked, "AR")]
    [InlineData(Hl7ErrorCode.ApplicationInternalError, "AR")]
    public void Answer_Code_FollowsFromTheError(Hl7ErrorCode code, string expected) => Assert.Contains(
        $"MSA|{expected}|M0001|x\n", Answer(Header, new Hl7Fault(null, code, "x")), StringComparison.Ordinal);

    // MSH-15, MSH-16: AL always, NE never, ER on error, SU on success.
    [Theory]
    [InlineData("|", "AA", "AE", "AR")]
    [InlineData("NE|NE", "", "", "")]
    [InlineData("NE|AL", "AA", "AE", "AR")]
    [InlineData("|AL", "AA", "AE", "AR")]
    [InlineData("NE|", "AA", "AE", "AR")]
    [InlineData("AL|NE", "CA", "CE", "CR")]
    [InlineData("AL|", "CA", "CE", "CR")]
    [InlineData("AL|AL", "CA AA", "CA AE", "CR")]
    [InlineData("AL|ER", "CA", "CA AE", "CR")]
    [InlineData("AL|SU", "CA AA", "CE", "CR")]
    [InlineData("ER|NE", "", "CE", "CR")]
    [InlineData("ER|AL", "AA", "AE", "CR")]
    [InlineData("SU|NE", "CA", "", "")]
    [InlineData("SU|AL", "CA AA", "CA AE", "")]
    public void Answer_Mode_IsThatOfTheRequest(string conditions, string done, string error, string rejected)
    {
        string header = $"{Header}|||{conditions}";

        Assert.Equal(done, Codes(header));
        Assert.Equal(error, Codes(header, NoPatientID));
        Assert.Equal(rejected, Codes(header, new Hl7Fault(null, Hl7ErrorCode.ApplicationInternalError, "disk")));
    }

    [Fact]
    public void Answer_TwoOfOneMessage_HaveDifferentControlIDs()
    {
        string[] ids = [.. Answers($"{Header}|||AL|AL").Select(answer => Read(answer.Bytes.ToArray()).ControlID)];

        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 20));
    }

    [Fact]
    public void Answer_UnreadableMessage_IsRejectedWithoutAControlID()
    {
        Assert.False(Hl7Message.TryParse("PID|1"u8, Hl7Limits.Default, out Hl7Message? none, out Hl7Fault? fault));

        Assert.Equal(
            """
            MSH|^~\&|||||20261201081501||ACK|20261201081501234001|P|2.3.1
            MSA|AR||The message does not begin with MSH
            ERR|MSH^1^^100&Segment sequence error&HL70357

            """,
            Text(Assert.Single(Acknowledger().Answer(none, [fault]))));
    }

    [Fact]
    public void Answer_Separators_AreThoseOfTheRequest()
    {
        string answer = Answer("MSH#*%!$#A$B#C#D##2026##ORM*O01#M#P#2.5", new Hl7Fault(
            new Hl7Path("PID", Field: 3), Hl7ErrorCode.DataTypeError, "a#b*c|d"));

        Assert.StartsWith("MSH#*%!$#D##A$B#C#2026", answer, StringComparison.Ordinal);
        Assert.EndsWith(
            "MSA#AE#M#a!F!b!S!c|d\nERR##PID*1*3#102*Data type error*HL70357#E####a!F!b!S!c|d\n",
            answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8859/1")]
    [InlineData("UNICODE UTF-8")]
    [InlineData("ISO IR87")]
    public void Answer_Text_IsInTheCharacterSetOfTheRequest(string name)
    {
        string clinic = name == "8859/1" ? "Süd" : "山田";
        Assert.True(Hl7CharacterSet.TryFind(name, out Hl7CharacterSet? set));
        var writer = new Hl7Writer(Hl7Separators.Usual);
        writer.Segment("MSH").Field("A").Field(clinic).Skip(13).Field(name);
        Hl7Message request = Read(writer.ToArray(set));

        Hl7Acknowledgement answer = Assert.Single(Acknowledger().Answer(request, []));

        Assert.Equal(clinic, Read(answer.Bytes.ToArray()).Header[6].First.Text);
        Assert.Equal(name, Read(answer.Bytes.ToArray()).Header[18].First.Text);
    }

    [Fact]
    public void Answer_LongText_IsCutAt80Characters()
    {
        string answer = Answer(Header, new Hl7Fault(null, Hl7ErrorCode.DataTypeError, new string('x', 99)));

        Assert.Contains($"|M0001|{new string('x', 80)}\n", answer, StringComparison.Ordinal);
    }

    // What the sender wrote must not end a segment or a frame of the answer.
    [Fact]
    public void Answer_ControlCharactersOfTheRequest_AreBlanks()
    {
        string answer = Answer("MSH|^~\\&|A\x1c\vB\nPIX|C|||2026||ORM^O01|M", NoPatientID);

        Assert.DoesNotContain(answer, c => char.IsControl(c) && c != '\n');
        Assert.Equal(["MSH", "MSA", "ERR"], Read(Encoding.UTF8.GetBytes(answer)).Segments.Select(each => each.Name));
    }

    private static Hl7Acknowledger Acknowledger() =>
        new(new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 8, 15, 1, 234, TimeSpan.Zero)));

    private static IReadOnlyList<Hl7Acknowledgement> Answers(string request, params Hl7Fault[] faults) =>
        Acknowledger().Answer(Read(request), faults);

    private static string Codes(string request, params Hl7Fault[] faults) =>
        string.Join(' ', Answers(request, faults).Select(answer => answer.Code));

    private static string Answer(string request, params Hl7Fault[] faults) =>
        Text(Assert.Single(Answers(request, faults)));

    private static string Text(Hl7Acknowledgement answer) =>
        Encoding.UTF8.GetString(answer.Bytes.Span).Replace('\r', '\n');
}
