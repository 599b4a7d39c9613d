using static WorklistScp.Worklist.Profiles.AnswerOrderKey;

namespace WorklistScp.Worklist.Tests.Profiles;

/// <summary>In which order a device gets entries.</summary>
public sealed class AnswerOrderTests
{
    // PS3.3 C.4.11
    [Fact]
    public void Priority_IsFromStatDown_AndWhatIsNoTermComesLast() =>
        AssertInOrder(
            new AnswerOrder([Priority]), DicomTag.RequestedProcedurePriority, ["STAT"], ["HIGH"], ["ROUTINE", "MEDIUM"], ["LOW"],
            ["URGENT", ""]);

    [Fact]
    public void Name_IsByComponents_WithoutLetterCaseAndAccents_AndNoNameComesLast() =>
        AssertInOrder(
            new AnswerOrder([Name]), DicomTag.PatientName, ["Doe"], ["DOE^Jane", "doe ^jane"], ["Doe^Jane^A"], ["Doe Rey^Al"], ["Doebl^A"],
            ["Muller^B", "Müller^b"], ["Mulz^A"], ["Ng=吴"], ["Ng^A=吴"], [""]);

    // The key that is not asked for, the start, and the file decide where the others are alike.
    [Theory]
    [InlineData("time", "early-low early-stat late-low late-stat")]
    [InlineData("priority", "early-stat late-stat early-low late-low")]
    [InlineData("priority time", "early-stat late-stat early-low late-low")]
    [InlineData("name", "late-low early-low late-stat early-stat")]
    [InlineData("name time", "late-low early-low late-stat early-stat")]
    [InlineData("priority name", "late-stat early-stat late-low early-low")]
    public void SeveralKeys_CountOneAfterTheOther(string keys, string files)
    {
        WorklistEntry[] entries =
        [
            Of("late-stat", "C", "20260802", "STAT"), Of("early-low", "B", "20260801", "LOW"),
            Of("late-low", "A", "20260802", "LOW"), Of("early-stat", "D", "20260801", "STAT"),
        ];

        AnswerOrder order = new([.. keys.Split(' ').Select(key => Enum.Parse<AnswerOrderKey>(key, ignoreCase: true))]);

        Assert.Equal(files, string.Join(' ', entries.Order(order).Select(entry => entry.FileName)));
        Assert.Equal(keys.Replace(" ", ", ", StringComparison.Ordinal), order.ToString());
    }

    [Fact]
    public void WithoutADate_ComesFirst_AndFilesDecideLast()
    {
        WorklistEntry[] entries = [Of("b", "A", "20260801", ""), Of("a", "A", "20260801", ""), Of("c", "A", "", "")];

        Assert.Equal("cab", string.Concat(entries.Order(new AnswerOrder([Time])).Select(entry => entry.FileName)));
    }

    // Large areas do not keep values decoded.
    [Fact]
    public void UndecodedEntries_HaveTheSameOrder()
    {
        DicomDataset first = Data.Complete(Data.Text(DicomTag.PatientName, "A"), Data.Text(DicomTag.RequestedProcedurePriority, "LOW"));
        DicomDataset second = Data.Complete(Data.Text(DicomTag.PatientName, "B"), Data.Text(DicomTag.RequestedProcedurePriority, "STAT"));
        WorklistEntry[] entries =
        [
            .. new[] { first, second }.Select((dataset, i) =>
                new WorklistEntry($"{i}", InterpretedDataset.Of(dataset), isDecoded: false)),
        ];

        Assert.True(new AnswerOrder([Name]).Compare(entries[0], entries[1]) < 0);
        Assert.True(new AnswerOrder([Priority]).Compare(entries[0], entries[1]) > 0);
    }

    // Each group holds values that count as alike.
    private static void AssertInOrder(AnswerOrder order, DicomTag tag, params string[][] groups)
    {
        (WorklistEntry Entry, int Group)[] all =
        [
            .. groups.SelectMany((values, group) => values.Select(value => (new WorklistEntry(
                "a.wl", Data.Complete(Data.CharacterSet("ISO_IR 192"), Data.Text(tag, value, "ISO_IR 192"))), group))),
        ];
        foreach ((WorklistEntry x, int groupOfX) in all)
        {
            foreach ((WorklistEntry y, int groupOfY) in all)
            {
                Assert.Equal(groupOfX.CompareTo(groupOfY), Math.Sign(order.Compare(x, y)));
            }
        }
    }

    private static WorklistEntry Of(string file, string name, string date, string priority) => new(file, Data.Complete(
        Data.Text(DicomTag.PatientName, name), Data.Text(DicomTag.RequestedProcedurePriority, priority),
        Data.CompleteStep(date, "0900")));
}
