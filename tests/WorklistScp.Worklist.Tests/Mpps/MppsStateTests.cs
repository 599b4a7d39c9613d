using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Every state of a performed procedure step by every message (PS3.4 F.7.2).</summary>
public sealed class MppsStateTests
{
    private const string None = "";
    private const string InProgress = "IN PROGRESS";
    private const string Completed = "COMPLETED";
    private const string Discontinued = "DISCONTINUED";

    /// <summary>State, message, the status that it sets (none: it has none), status of the answer, state then.</summary>
    public static TheoryData<string, string, string, int, string> Table => new()
    {
        { None, "N-CREATE", InProgress, 0x0000, InProgress },
        { None, "N-CREATE", Completed, 0x0106, None },
        { None, "N-CREATE", Discontinued, 0x0106, None },
        { None, "N-CREATE", None, 0x0106, None },
        { None, "N-CREATE", "STARTED", 0x0106, None },
        { None, "N-SET", InProgress, 0x0112, None },
        { None, "N-SET", Completed, 0x0112, None },
        { None, "N-SET", None, 0x0112, None },
        { None, "N-GET", None, 0x0112, None },

        { InProgress, "N-CREATE", InProgress, 0x0111, InProgress },
        { InProgress, "N-CREATE", Completed, 0x0111, InProgress },
        { InProgress, "N-SET", InProgress, 0x0000, InProgress },
        { InProgress, "N-SET", Completed, 0x0000, Completed },
        { InProgress, "N-SET", Discontinued, 0x0000, Discontinued },
        { InProgress, "N-SET", None, 0x0000, InProgress },
        { InProgress, "N-SET", "DONE", 0x0106, InProgress },
        { InProgress, "N-GET", None, 0x0000, InProgress },

        { Completed, "N-CREATE", InProgress, 0x0111, Completed },
        { Completed, "N-SET", InProgress, 0x0110, Completed },
        { Completed, "N-SET", Completed, 0x0110, Completed },
        { Completed, "N-SET", Discontinued, 0x0110, Completed },
        { Completed, "N-SET", None, 0x0110, Completed },
        { Completed, "N-GET", None, 0x0000, Completed },

        { Discontinued, "N-CREATE", InProgress, 0x0111, Discontinued },
        { Discontinued, "N-SET", InProgress, 0x0110, Discontinued },
        { Discontinued, "N-SET", Completed, 0x0110, Discontinued },
        { Discontinued, "N-SET", Discontinued, 0x0110, Discontinued },
        { Discontinued, "N-SET", None, 0x0110, Discontinued },
        { Discontinued, "N-GET", None, 0x0000, Discontinued },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Message_InEachState_IsAnsweredAndLeadsToItsState(
        string state, string message, string sets, int status, string then)
    {
        foreach (MppsOptions options in (MppsOptions[])[Samples.Lenient, Samples.Strict])
        {
            MppsObject? known = state == None ? null : Samples.InState(state);

            MppsAnswer answer = Send(known, message, sets, options);

            Assert.Equal(status, (int)answer.Status);
            MppsObject? after = answer.Object ?? known;
            Assert.Equal(then, after is null ? None : Samples.TextOf(after.Dataset, DicomTag.PerformedProcedureStepStatus));
            Assert.Equal(answer.Status is MppsStatus.Success, answer.Object is not null);
        }
    }

    [Theory]
    [InlineData("in progress")]
    [InlineData(" IN PROGRESS ")]
    [InlineData("IN_PROGRESS")]
    public void Status_SpeltOtherwise_IsTakenAndKeptAsItsTerm(string status)
    {
        MppsObject made = Samples.Created(Data.Text(DicomTag.PerformedProcedureStepStatus, DicomVR.LO, status));

        Assert.Equal("IN PROGRESS", Samples.TextOf(made.Dataset, DicomTag.PerformedProcedureStepStatus));
    }

    [Fact]
    public void Message_ChangesNeitherTheObjectNorWhatWasSent()
    {
        MppsObject known = Samples.Created();
        string before = Data.Describe(known.Dataset);
        DicomDataset sent = Samples.End(Completed);
        string sentBefore = Data.Describe(sent);

        MppsModification.Answer(known, sent, Samples.Lenient);

        Assert.Equal((before, sentBefore), (Data.Describe(known.Dataset), Data.Describe(sent)));
    }

    private static MppsAnswer Send(MppsObject? known, string message, string sets, MppsOptions options)
    {
        DicomDataset status = sets == None ? [] : new DicomDataset(Data.Text(DicomTag.PerformedProcedureStepStatus, sets));
        return message switch
        {
            "N-CREATE" => MppsCreation.Answer(
                Samples.Instance,
                sets == None
                    ? Samples.Without(Samples.Creation(), DicomTag.PerformedProcedureStepStatus)
                    : Samples.Creation([.. status]),
                known, options),
            "N-SET" => MppsModification.Answer(known, sets is Completed or Discontinued ? Samples.End(sets) : status, options),
            _ => MppsRetrieval.Answer(known, []),
        };
    }
}
