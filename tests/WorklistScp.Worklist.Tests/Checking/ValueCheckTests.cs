using WorklistScp.Worklist.Assignments;

namespace WorklistScp.Worklist.Tests.Checking;

/// <summary>Values that are not what their VR allows. Their words are tested with <c>wlmscp check</c>.</summary>
public sealed class ValueCheckTests
{
    [Fact]
    public void FindProblems_OfSoundValues_IsEmpty() => Assert.Empty(ValueCheck.FindProblems(Data.Complete()));

    [Fact]
    public void FindProblems_InItemsOfItems_TellsPlaceKindAndVR()
    {
        DicomSequence codes = Data.Code(DicomTag.ScheduledProtocolCodeSequence, "12345678901234567", "99X", "M");

        ValueProblem problem = Assert.Single(ValueCheck.FindProblems(new DicomDataset(Data.Step(codes))));

        var path = new AttributePath(
            DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProtocolCodeSequence, DicomTag.CodeValue);
        Assert.Equal(new ValueProblem(path, ValueProblemKind.TooLong, DicomVR.SH) { Length = 17 }, problem);
        Assert.Equal(
            "(0040,0100)>(0040,0008)>(0008,0100) CodeValue: 17 characters, expected at most 16", problem.ToString());
    }
}
