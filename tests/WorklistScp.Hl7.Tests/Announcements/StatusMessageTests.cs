using WorklistScp.Dicom.Json;
using WorklistScp.Hl7.Announcements;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Hl7.Meanings;

namespace WorklistScp.Hl7.Tests.Announcements;

/// <summary>What is told of steps, read as others read it.</summary>
public sealed class StatusMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 9, 41, 7, TimeSpan.FromHours(1));

    [Fact]
    public void Message_HasTheNumbersOfTheOrder()
    {
        Hl7Message message = Write("1-orm-new.expected-1.json", "IP");

        Assert.Equal(("ORM", "O01", "2.3.1", "C1"), (message.Type, message.Event, message.Version, message.ControlID));
        Assert.Equal(
            ["SC", "PL-100^RIS", "FI-100^RIS", "IP", "20261202094107"], FieldsOf(message, "ORC", 1, 2, 3, 5, 9));
        Assert.Equal(
            ["1", "PL-100^RIS", "FI-100^RIS", "KNEE2^Knee in two planes^L", "A-1001", "RP-1001", "SPS-1", "DX"],
            FieldsOf(message, "OBR", 1, 2, 3, 4, 18, 19, 20, 24));
        Assert.Equal(["1.2.276.0.7777.1.1001^100^Application^DICOM"], FieldsOf(message, "ZDS", 1));
        Assert.Equal("Müller", message.Find("PID")![5].First[1]);
        Assert.Equal("Dr.", message.Find("PID")![5].First[5]);
        Assert.Equal(["4711^^^NORTHCLINIC", "19710314", "F"], FieldsOf(message, "PID", 3, 7, 8));
    }

    [Theory]
    [InlineData("", "", "", "||||")]
    [InlineData("RADIOLOGY", "RIS", "CLINIC", "|RADIOLOGY|RIS|CLINIC|")]
    [InlineData("RAD^1.2.3^ISO", "RIS^1.2.4^ISO", "A&B", "|RAD^1.2.3^ISO|RIS^1.2.4^ISO|A\\T\\B|")]
    public void Message_IsFromAFacility_ToWhoHasOrdered(string facility, string application, string receiver, string fields)
    {
        var message = new StatusMessage([], "CM", "C1", Now)
        {
            Facility = facility,
            ReceivingApplication = application,
            ReceivingFacility = receiver,
        };

        Assert.StartsWith(
            $"MSH|^~\\&|WLMSCP{fields}20261202094107|", System.Text.Encoding.UTF8.GetString(message.ToArray()),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Message_HasAllWritingsOfAName_AndUniversalIDs()
    {
        Hl7Message message = Write("2-omi-new.expected-2.json", "CM", StatusMessageType.Omg);

        Assert.Equal(("OMG", "O19", "2.5.1"), (message.Type, message.Event, message.Version));
        Hl7Field name = message.Find("PID")![5];
        Assert.Equal(
            ["YAMADA TARO A", "山田 太郎 I", "やまだ たろう P"],
            Enumerable.Range(0, 3).Select(i => $"{name[i][1]} {name[i][2]} {name[i][8]}"));
        Assert.Equal("P-7^HIS^1.2.392.77777.8^ISO", FieldsOf(message, "ORC", 2).Single());
        Assert.Equal("CT abdomen & pelvis", message.Find("OBR")![4].First[2]);
    }

    // One wlmscp may tell another one.
    [Theory]
    [InlineData("IP", StepAction.Begin, "STARTED")]
    [InlineData("CM", StepAction.End, "COMPLETED")]
    [InlineData("DC", StepAction.Stop, "DISCONTINUED")]
    [InlineData("SC", StepAction.Change, "")]
    public void Message_IsUnderstoodByTheInterpreter(string code, object action, string status)
    {
        Hl7Message message = Write("1-orm-new.expected-2.json", code);

        var order = Assert.IsType<Hl7Meaning.Order>(Hl7Interpreter.Read(message, new Hl7MappingOptions(), Now));
        OrderedStep step = Assert.Single(order.Steps);
        Assert.Equal(((StepAction)action, status), (step.Action, step.Status));
        Assert.Equal("1.2.276.0.7777.1.1001", TextOf(step.Changes, DicomTag.StudyInstanceUID));
        Assert.Equal("A-1001", TextOf(step.Changes, DicomTag.AccessionNumber));
    }

    [Fact]
    public void Message_OfAnEntryWithNothing_IsWhole()
    {
        Hl7Message message = Read(new StatusMessage([], "DC", "C1", Now));

        Assert.Equal(["MSH", "PID", "ORC", "OBR", "ZDS"], message.Segments.Select(segment => segment.Name));
        Assert.Equal(["SC", "", "", "DC"], FieldsOf(message, "ORC", 1, 2, 3, 5));
    }

    [Theory]
    [InlineData("SCHEDULED", "SC")]
    [InlineData("STARTED", "IP")]
    [InlineData("COMPLETED", "CM")]
    [InlineData("DISCONTINUED", "DC")]
    [InlineData("CANCELED", null)]
    [InlineData("", null)]
    public void CodeOf_Status_IsThatOfTable0038(string status, string? code) =>
        Assert.Equal(code, StatusMessage.CodeOf(status));

    private static Hl7Message Write(string entry, string code, StatusMessageType type = StatusMessageType.Orm)
    {
        string path = Path.Join(Repository.Root, "tests", "WorklistScp.Hl7.Tests", "Examples", entry);
        DicomDataset dataset = DicomJsonReader.Read(File.ReadAllBytes(path)).Single();
        return Read(new StatusMessage(dataset, code, "C1", Now) { Type = type });
    }

    private static Hl7Message Read(StatusMessage message) => Reading.Read(message.ToArray());

    private static string[] FieldsOf(Hl7Message message, string segment, params int[] fields) =>
        [.. fields.Select(field => message.Find(segment)![field].Raw.ToString())];

    private static string? TextOf(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetString(tag, out string? text) ? text : null;
}
