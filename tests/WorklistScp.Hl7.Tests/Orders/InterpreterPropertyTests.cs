using CsCheck;
using WorklistScp.Hl7.Mapping;
using WorklistScp.Worklist.Checking;
using WorklistScp.Worklist.Completion;

namespace WorklistScp.Hl7.Tests.Orders;

/// <summary>What holds for every message.</summary>
public sealed class InterpreterPropertyTests
{
    private static readonly byte[][] Examples = ReadAll("Examples");
    private static readonly byte[][] Messages = [.. Examples, .. ReadAll("Messages")];

    private static readonly Hl7MappingOptions Options = new()
    {
        TakesAppointments = true,
        IsStationInOrder = true,
        IsOrganizationInstitution = true,
        Modality = "OT",
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/St_Johns"),
        CharacterSet = Dicom.CharacterSets.SpecificCharacterSet.Parse("ISO_IR 100"),
    };

    [Fact]
    public void Read_EveryPrefix_IsAMeaning() => Assert.All(Examples, message =>
    {
        for (var length = 0; length <= message.Length; length++)
        {
            Read(message.AsSpan(0, length));
        }
    });

    [Fact]
    public void Read_MixedUp_IsAMeaning() => Gen.Select(
        Gen.Int[0, Messages.Length - 1], Gen.Select(Gen.Double.Unit, Gen.Byte).Array[1, 20], (index, changes) =>
        {
            byte[] changed = [.. Messages[index]];
            foreach ((double place, byte value) in changes)
            {
                changed[(int)(place * (changed.Length - 1))] = value;
            }

            return changed;
        }).Sample(message => Read(message), iter: RandomCases.Of(5000));

    [Fact]
    public void Read_Twice_IsTheSame() => Assert.All(
        Messages, message => Assert.Equal(Read(message), Read(message)));

    [Fact]
    public void Read_Message_HasNoWrongValues() => Assert.All(Messages, bytes =>
    {
        if (Hl7Message.TryParse(bytes, new Hl7Limits(), out Hl7Message? message, out _)
            && Hl7Interpreter.Read(message, Options, DateTimeOffset.UnixEpoch) is Meanings.Hl7Meaning.Order order)
        {
            Assert.All(order.Steps, step => Assert.Empty(ValueCheck.FindProblems(step.NewEntry)));
            Assert.All(order.Steps, step => Assert.Empty(ValueCheck.FindProblems(step.Changes)));
        }
    });

    [Fact]
    public void Read_NewOrder_LacksNoMoreThanTheEditorGives()
    {
        string[] given = ["StudyInstanceUID", "RequestedProcedureID", "ScheduledProcedureStepID"];
        Assert.All(Messages, bytes =>
        {
            if (Hl7Message.TryParse(bytes, new Hl7Limits(), out Hl7Message? message, out _)
                && Hl7Interpreter.Read(message, Options, DateTimeOffset.UnixEpoch) is Meanings.Hl7Meaning.Order order)
            {
                foreach (Meanings.OrderedStep step in order.Steps.Where(step => step.Missing is null))
                {
                    EntryCompletion.Complete(step.NewEntry);
                    Assert.DoesNotContain(
                        Completeness.FindMissing(step.NewEntry),
                        missing => !given.Any(name => missing.Path.Name.EndsWith(name, StringComparison.Ordinal)));
                }
            }
        });
    }

    private static byte[][] ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Join(Repository.Root, "tests", "WorklistScp.Hl7.Tests", folder), "*.hl7")
            .Order().Select(File.ReadAllBytes),
    ];

    private static IReadOnlyList<string> Read(ReadOnlySpan<byte> bytes)
    {
        if (!Hl7Message.TryParse(bytes, new Hl7Limits(), out Hl7Message? message, out _))
        {
            return [];
        }

        Hl7Interpreter.Explain(message, Options, DateTimeOffset.UnixEpoch);
        return MeaningText.Of(Hl7Interpreter.Read(message, Options, DateTimeOffset.UnixEpoch));
    }
}
