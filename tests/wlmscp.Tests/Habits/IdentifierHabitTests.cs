using System.Text;

namespace Wlmscp.Tests.Habits;

/// <summary>Identifiers as libraries write them: the right list, all of it with FF00.</summary>
public sealed class IdentifierHabitTests(HabitScene scene) : IClassFixture<HabitScene>
{
    private static readonly DicomTag Creator = new(0x0029, 0x0012);
    private static readonly DicomTag PrivateKey = new(0x0029, 0x1201);

    public static TheoryData<string, bool> NoKeys => InBoth(IdentifierHabits.NoKeys);

    public static TheoryData<string, bool> Values => InBoth(IdentifierHabits.Values);

    public static TheoryData<string, bool> Padding => InBoth(IdentifierHabits.Padding);

    public static TheoryData<string, bool> Sequences => InBoth(IdentifierHabits.Sequences);

    public static TheoryData<string, bool> CharacterSets => InBoth(IdentifierHabits.CharacterSets);

    public static TheoryData<string> UnknownVRs => [.. ExplicitVRHabits.Unknown.Keys];

    public static TheoryData<string> WrongVRs => [.. ExplicitVRHabits.Wrong.Keys];

    [Theory]
    [MemberData(nameof(NoKeys))]
    public Task ElementThatIsNoKey_BringsTheRightList(string habit, bool isExplicit) =>
        AssertFoundAsync(IdentifierHabits.NoKeys[habit], isExplicit);

    [Theory]
    [MemberData(nameof(Values))]
    public Task ValueThatNoEntryHas_EmptiesNoList(string habit, bool isExplicit) =>
        AssertFoundAsync(IdentifierHabits.Values[habit], isExplicit);

    [Theory]
    [MemberData(nameof(Padding))]
    public Task Padding_OfAnyKind_BringsTheRightList(string habit, bool isExplicit) =>
        AssertFoundAsync(IdentifierHabits.Padding[habit], isExplicit);

    [Theory]
    [MemberData(nameof(Sequences))]
    public Task Sequences_DelimitedInAnyWay_BringTheRightList(string habit, bool isExplicit) =>
        AssertFoundAsync(IdentifierHabits.Sequences[habit], isExplicit);

    [Theory]
    [MemberData(nameof(CharacterSets))]
    public Task Text_WithoutTheRightTerm_BringsTheRightList(string habit, bool isExplicit) =>
        AssertFoundAsync(IdentifierHabits.CharacterSets[habit], isExplicit);

    [Theory]
    [MemberData(nameof(UnknownVRs))]
    public Task KeySentAsUN_BringsTheRightList(string habit) =>
        AssertFoundAsync(ExplicitVRHabits.Unknown[habit], isExplicit: true);

    [Theory]
    [MemberData(nameof(WrongVRs))]
    public Task KeyOfAWrongVR_BringsTheRightList(string habit) =>
        AssertFoundAsync(ExplicitVRHabits.Wrong[habit], isExplicit: true);

    // The blocks of the entry: 10 is ACME's, 11 another's (PS3.5 7.8.1).
    [Theory]
    [InlineData("ACME 1.0", "left", true)]
    [InlineData("ACME 1.0", "left", false)]
    [InlineData("OTHER", "secret", false)]
    [InlineData("NOBODY", "", true)]
    public async Task PrivateKey_OfACreator_ReturnsThatCreatorsValueInTheBlockOfTheQuery(
        string creator, string value, bool isExplicit)
    {
        List<WireResponse> responses = await AskAsync(isExplicit, writer => HabitScene.Query(
            writer,
            [
                writer.Element(DicomTag.PatientID, "LO", "P3"), writer.Element(Creator, "LO", creator),
                writer.Element(PrivateKey, "LO"),
            ]));

        HabitScene.AssertFound("P3", responses);
        Assert.Equal(creator, responses[0].Text(Creator));
        // In implicit VR nobody knows the VR of a private attribute: its bytes count.
        Assert.True(responses[0].Identifier!.TryGetElement(PrivateKey, out DicomElement? element));
        Assert.Equal(value, Encoding.ASCII.GetString(element.Value.Span));
    }

    private static TheoryData<string, bool> InBoth(Dictionary<string, Habit> habits)
    {
        var data = new TheoryData<string, bool>();
        foreach (string habit in habits.Keys)
        {
            data.Add(habit, false);
            data.Add(habit, true);
        }

        return data;
    }

    private async Task AssertFoundAsync(Habit habit, bool isExplicit) =>
        HabitScene.AssertFound(habit.PatientIDs, await AskAsync(isExplicit, habit.Write));

    private Task<List<WireResponse>> AskAsync(bool isExplicit, Func<WireWriter, byte[]> write) => scene.AskAsync(
        isExplicit ? DicomTransferSyntax.ExplicitVRLittleEndian : DicomTransferSyntax.ImplicitVRLittleEndian,
        write(new WireWriter(isExplicit)));
}
