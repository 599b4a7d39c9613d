using WorklistScp.Network.UpperLayer;

namespace WorklistScp.Network.Tests.UpperLayer;

public sealed class StateTableTests
{
    /// <summary>PS3.8 table 9-10 as printed: a line per event, a column per state; a dot where it is blank.</summary>
    private const string PrintedTable = """
               1   2   3   4   5   6   7   8   9   10   11  12  13
        Evt1   AE1 .   .   .   .   .   .   .   .   .    .   .   .
        Evt2   .   .   .   AE2 .   .   .   .   .   .    .   .   .
        Evt3   .   AA1 AA8 .   AE3 AA8 AA8 AA8 AA8 AA8  AA8 AA8 AA6
        Evt4   .   AA1 AA8 .   AE4 AA8 AA8 AA8 AA8 AA8  AA8 AA8 AA6
        Evt5   AE5 .   .   .   .   .   .   .   .   .    .   .   .
        Evt6   .   AE6 AA8 .   AA8 AA8 AA8 AA8 AA8 AA8  AA8 AA8 AA7
        Evt7   .   .   AE7 .   .   .   .   .   .   .    .   .   .
        Evt8   .   .   AE8 .   .   .   .   .   .   .    .   .   .
        Evt9   .   .   .   .   .   DT1 .   AR7 .   .    .   .   .
        Evt10  .   AA1 AA8 .   AA8 DT2 AR6 AA8 AA8 AA8  AA8 AA8 AA6
        Evt11  .   .   .   .   .   AR1 .   .   .   .    .   .   .
        Evt12  .   AA1 AA8 .   AA8 AR2 AR8 AA8 AA8 AA8  AA8 AA8 AA6
        Evt13  .   AA1 AA8 .   AA8 AA8 AR3 AA8 AA8 AR10 AR3 AA8 AA6
        Evt14  .   .   .   .   .   .   .   AR4 AR9 .    .   AR4 .
        Evt15  .   .   AA1 AA2 AA1 AA1 AA1 AA1 AA1 AA1  AA1 AA1 .
        Evt16  .   AA2 AA3 .   AA3 AA3 AA3 AA3 AA3 AA3  AA3 AA3 AA2
        Evt17  .   AA5 AA4 AA4 AA4 AA4 AA4 AA4 AA4 AA4  AA4 AA4 AR5
        Evt18  .   AA2 .   .   .   .   .   .   .   .    .   .   AA2
        Evt19  .   AA1 AA8 .   AA8 AA8 AA8 AA8 AA8 AA8  AA8 AA8 AA7
        """;

    /// <summary>PS3.8 tables 9-6 to 9-9: the state that follows each action.</summary>
    private const string NextStates =
        "AE1 4, AE2 5, AE3 6, AE4 1, AE5 2, AE6 3, AE7 6, AE8 13, DT1 6, DT2 6, " +
        "AR1 7, AR2 8, AR3 1, AR4 13, AR5 1, AR6 7, AR7 8, AR8 9, AR9 11, AR10 12, " +
        "AA1 13, AA2 1, AA3 1, AA4 1, AA5 1, AA6 13, AA7 13, AA8 13";

    private static readonly int[] PduEvents = [3, 4, 6, 10, 12, 13, 16, 19];

    private static readonly Dictionary<string, int> NextState = NextStates.Split(", ")
        .Select(pair => pair.Split(' '))
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], null));

    [Fact]
    public void Find_EachPrintedRow_GivesActionAndNextState()
    {
        foreach ((int @event, int state, string action) in Cells().Where(cell => cell.Action != "."))
        {
            (UpperLayerAction found, UpperLayerState next) =
                StateTable.Find((UpperLayerState)state, (UpperLayerEvent)@event);

            Assert.True(
                found.ToString() == action && (int)next == NextState[action],
                $"Evt{@event} in Sta{state}: {found} to {next}, expected {action} to Sta{NextState[action]}");
        }
    }

    [Fact]
    public void Find_PduWhereTheTableIsBlank_Aborts()
    {
        foreach ((int @event, int state, _) in Cells().Where(c => c.Action == "." && PduEvents.Contains(c.Event)))
        {
            Assert.Equal(
                (UpperLayerAction.AA8, UpperLayerState.Sta13),
                StateTable.Find((UpperLayerState)state, (UpperLayerEvent)@event));
        }
    }

    [Fact]
    public void Find_LocalEventWhereTheTableIsBlank_Throws()
    {
        foreach ((int @event, int state, _) in Cells().Where(c => c.Action == "." && !PduEvents.Contains(c.Event)))
        {
            Assert.Throws<InvalidOperationException>(
                () => StateTable.Find((UpperLayerState)state, (UpperLayerEvent)@event));
        }
    }

    [Fact]
    public void UpperLayerEvent_EachPdu_HasTheNumberOfTheStandard() => Assert.Equal(
        PduEvents,
        new[]
        {
            UpperLayerEvent.AssociateAcceptReceived, UpperLayerEvent.AssociateRejectReceived,
            UpperLayerEvent.AssociateRequestReceived, UpperLayerEvent.DataReceived,
            UpperLayerEvent.ReleaseRequestReceived, UpperLayerEvent.ReleaseReplyReceived,
            UpperLayerEvent.AbortReceived, UpperLayerEvent.InvalidPduReceived,
        }.Select(e => (int)e));

    private static IEnumerable<(int Event, int State, string Action)> Cells() =>
        from line in PrintedTable.Split('\n').Skip(1)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        from state in Enumerable.Range(1, 13)
        select (int.Parse(words[0].AsSpan(3), null), state, words[state]);
}
