using WorklistScp.Storage.Editing;

namespace WorklistScp.Storage.Tests.Editing;

public sealed class MessageRecordTests : IDisposable
{
    private static readonly LastMessage Message = new(new DateTime(2026, 12, 1, 8, 15, 0, DateTimeKind.Utc), "CANCELED");

    private readonly TestArea _area = new();

    public void Dispose() => _area.Dispose();

    [Fact]
    public void Write_Found_IsTheSame()
    {
        new MessageRecord(_area.Directory).Write("1.2.3", Message);

        Assert.Equal(Message, new MessageRecord(_area.Directory).Find("1.2.3"));
        Assert.Null(new MessageRecord(_area.Directory).Find("1.2.4"));
    }

    [Theory]
    [InlineData("RIS", "CLINIC", "RADIOLOGY")]
    [InlineData("RIS^1.2.3^ISO", "", "")]
    [InlineData("", "", "")]
    public void Write_Parties_AreFound(string application, string facility, string receiver)
    {
        LastMessage message = Message with { Parties = new MessageParties(application, facility, receiver) };

        new MessageRecord(_area.Directory).Write("1.2.3", message);

        Assert.Equal(message, new MessageRecord(_area.Directory).Find("1.2.3"));
    }

    // A line has one message: what a sender calls itself cannot end it.
    [Fact]
    public void Write_PartiesWithLinesAndTabs_AreOnes()
    {
        var parties = new MessageParties("R\tI\nS", new string('x', 1000), "\r");

        new MessageRecord(_area.Directory).Write("1.2.3", Message with { Parties = parties });

        Assert.Equal(
            Message with { Parties = new MessageParties("R I S", new string('x', 256), " ") },
            new MessageRecord(_area.Directory).Find("1.2.3"));
    }

    [Fact]
    public void Write_WhereOthersWereKilled_RemovesWhatNobodyWritesAnyMore()
    {
        string directory = Path.Join(_area.Directory, "hl7");
        Directory.CreateDirectory(directory);
        string old = Path.Join(directory, ".1.tmp");
        string young = Path.Join(directory, ".2.tmp");
        File.WriteAllText(old, "");
        File.WriteAllText(young, "");
        File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(young).AddHours(-2));

        new MessageRecord(_area.Directory).Write("1.2.3", Message);

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }
}
