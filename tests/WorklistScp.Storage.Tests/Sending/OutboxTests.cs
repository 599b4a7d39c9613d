using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Sending;

namespace WorklistScp.Storage.Tests.Sending;

/// <summary>What lies in an outbox, and in which order it is sent.</summary>
public sealed class OutboxTests : IDisposable
{
    private const string Target = "RIS@127.0.0.1:104";

    private static readonly DateTimeOffset Start = new(2026, 8, 1, 8, 30, 0, TimeSpan.Zero);

    private readonly TestArea _area = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly Outbox _outbox;

    public OutboxTests() => _outbox = new Outbox(_area.Directory);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task NoDirectory_IsAnEmptyOutbox()
    {
        Assert.False(await _outbox.HasAnyAsync(OutgoingFile.KeyOf(Target)));
        Assert.Empty(await _outbox.ListAsync());
    }

    [Fact]
    public async Task Message_IsReadAsItWasWritten()
    {
        await WriteAsync(new OutgoingMessage(Target, "N-CREATE", "1.2.3", "CT 1", new byte[] { 8, 0, 10, 10, 13 }));

        OutgoingFile file = Assert.Single(await _outbox.ListAsync());
        OutgoingMessage read = (await Outbox.ReadAsync(file))!;

        Assert.Equal((Target, "N-CREATE", "1.2.3", "CT 1", null), (read.Target, read.Operation, read.Subject, read.Sender, read.Failure));
        Assert.Equal([8, 0, 10, 10, 13], read.Body.ToArray());
        Assert.Equal((OutgoingState.Waiting, OutgoingFile.KeyOf(Target)), (file.State, file.TargetKey));
    }

    // The clock of another host goes wrong: what has to be first is.
    [Fact]
    public async Task Messages_OfASubject_AreInTheirOrder()
    {
        string[] names =
        [
            "20260801083002.0000000-00000001-00000002-000000000000000a-N-SET.send",
            "20260801083001.0000000-00000001-00000002-000000000000000b-N-CREATE.sent",
            "20260801083009.0000000-00000001-00000002-000000000000000a-N-CREATE.send",
            "20260801083003.0000000-00000001-00000002-000000000000000a-N-SET.failed",
            "20260801083000.0000000-00000001-00000002-000000000000000c-N-SET.other",
            "notes.send",
        ];
        Directory.CreateDirectory(_outbox.Directory);
        foreach (string name in names)
        {
            await File.WriteAllTextAsync(Path.Join(_outbox.Directory, name), "", Cancelled);
        }

        Assert.Equal(
            [names[1], names[2], names[0], names[3]],
            (await _outbox.ListAsync()).Select(file => Path.GetFileName(file.Path)));
    }

    [Fact]
    public async Task State_IsThatOfTheName()
    {
        await WriteAsync(new OutgoingMessage(Target, "N-SET", "1.2.3", "CT1", new byte[] { 1 }));
        OutgoingFile file = Assert.Single(await _outbox.ListAsync());

        OutgoingFile sent = await Outbox.MarkSentAsync(file);
        Assert.Equal([sent], await _outbox.ListAsync());
        Assert.True(await _outbox.HasAnyAsync(file.TargetKey));

        await Outbox.FailAsync(sent, (await Outbox.ReadAsync(sent))!, "0112, no such\nobject");
        OutgoingFile failed = Assert.Single(await _outbox.ListAsync());
        Assert.Equal(OutgoingState.Failed, failed.State);
        Assert.Equal("0112, no such?object", (await Outbox.ReadAsync(failed))!.Failure);
        Assert.Equal([1], (await Outbox.ReadAsync(failed))!.Body.ToArray());
        Assert.False(await _outbox.HasAnyAsync(file.TargetKey));

        await Outbox.RemoveAsync(failed);
        Assert.Null(await Outbox.ReadAsync(failed));
    }

    [Fact]
    public async Task Turn_IsOneProgramsAtATime_AndOneOfEachTarget()
    {
        await WriteAsync(new OutgoingMessage(Target, "N-SET", "1.2.3", "CT1", default));

        using (IDisposable? turn = await _outbox.TakeTurnAsync("aaaaaaaa"))
        {
            Assert.NotNull(turn);
            Assert.Null(await new Outbox(_area.Directory).TakeTurnAsync("aaaaaaaa"));
            using IDisposable? other = await _outbox.TakeTurnAsync("bbbbbbbb");
            Assert.NotNull(other);
        }

        using IDisposable? again = await _outbox.TakeTurnAsync("aaaaaaaa");
        Assert.NotNull(again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wlmscp outgoing message 1\n")]
    [InlineData("wlmscp outgoing message 1\nto: x\n\nbody")]
    [InlineData("wlmscp outgoing message 2\nto: x\noperation: y\nabout: z\n\nbody")]
    public void Parse_OfSomethingElse_IsNone(string text) =>
        Assert.Null(OutgoingMessage.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    // As an editor does, within the lock.
    private async Task WriteAsync(OutgoingMessage message)
    {
        KeptFile file = Outbox.ToFile(message, _time);
        Directory.CreateDirectory(_outbox.Directory);
        await File.WriteAllBytesAsync(Path.Join(_outbox.Directory, file.Name), file.Bytes, Cancelled);
    }
}
