using WorklistScp.Dicom.CharacterSets;
using WorklistScp.Hl7.Mapping;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>
/// Pairs of files: a message, and lines of what it means. Each line is one of <see cref="MeaningText"/>; behind
/// <c>no</c> stands the beginning of lines that must not be there, behind <c>with</c> a setting of the site.
/// </summary>
public sealed class MessageTests
{
    private static readonly DateTimeOffset Received = new(2026, 12, 1, 8, 15, 0, TimeSpan.FromHours(1));

    private static string Folder { get; } = Path.Join(Repository.Root, "tests", "WorklistScp.Hl7.Tests", "Messages");

    public static TheoryData<string> Names => [.. AllNames];

    internal static IEnumerable<string> AllNames =>
        [.. Directory.EnumerateFiles(Folder, "*.hl7").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Message_MeansWhatIsExpected(string name)
    {
        IReadOnlyList<string> lines = MeaningText.Of(
            Hl7Interpreter.Read(Parse(BytesOf(name)), OptionsOf(name), Received));

        Assert.All(ExpectedOf(name), line =>
        {
            if (line.StartsWith("no ", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(lines, found => found.StartsWith(line[3..], StringComparison.Ordinal));
            }
            else if (!line.StartsWith("with ", StringComparison.Ordinal))
            {
                Assert.Contains(line, lines);
            }
        });
    }

    internal static byte[] BytesOf(string name) => File.ReadAllBytes(Path.Join(Folder, $"{name}.hl7"));

    internal static Hl7MappingOptions OptionsOf(string name) => ExpectedOf(name)
        .Where(line => line.StartsWith("with ", StringComparison.Ordinal))
        .Aggregate(new Hl7MappingOptions(), (options, line) => With(options, line[5..].Split(' ')));

    internal static Hl7Message Parse(byte[] bytes)
    {
        bool isRead = Hl7Message.TryParse(bytes, new Hl7Limits(), out Hl7Message? message, out Hl7Fault? fault);
        Assert.True(isRead, $"{fault}");
        return message!;
    }

    private static string[] ExpectedOf(string name) =>
        [.. File.ReadLines(Path.Join(Folder, $"{name}.expected")).Where(line => line.Length > 0)];

    private static Hl7MappingOptions With(Hl7MappingOptions options, string[] words) => words switch
    {
        ["appointments"] => options with { TakesAppointments = true },
        ["zone", var zone] => options with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) },
        ["authority", var name] => options with { PatientIDAuthority = name },
        ["issuer", var name] => options with { IssuerOfPatientID = name },
        ["modality", var modality, "for", var code] => options with
        {
            ModalityByCode = new Dictionary<string, string>(options.ModalityByCode) { [code] = modality },
        },
        ["modality", var modality] => options with { Modality = modality },
        ["station", var title] => options with { StationAETitle = title },
        ["station", var title, "for", var modality, var location, var code] => options with
        {
            Stations = [.. options.Stations, new StationRule(title, Any(modality), Any(location), Any(code))],
        },
        ["station", "in", "order"] => options with { IsStationInOrder = true },
        ["institution", "in", "order"] => options with { IsOrganizationInstitution = true },
        ["protocol", "first"] => options with { IsProtocolFirst = true },
        ["scheduler"] => options with { TakesUnscheduled = false },
        ["production"] => options with { RefusesTests = true },
        ["characters", var terms] => options with { CharacterSet = SpecificCharacterSet.Parse(Any(terms)) },
        _ => throw new ArgumentException(string.Join(' ', words), nameof(words)),
    };

    // Words have underscores for blanks.
    private static string Any(string word) => word == "*" ? "" : word.Replace('_', ' ');
}
