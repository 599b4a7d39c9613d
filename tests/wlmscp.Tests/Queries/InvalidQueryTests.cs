using WorklistScp.Network;
using WorklistScp.Network.Services;

namespace Wlmscp.Tests.Queries;

/// <summary>Keys that cannot match: A900 with what is wrong, and where (PS3.4 table K.4.1-2).</summary>
public sealed class InvalidQueryTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public InvalidQueryTests()
    {
        new WorklistArea(_root.Path).Write("1.wl", new Entry());
    }

    public static TheoryData<string, string, string> WrongKeys => new()
    {
        { "(0010,0030)", "2026.11.01", "Invalid value for an attribute with VR=DA" },
        { "(0008,0030)", "25", "Invalid value for an attribute with VR=TM" },
        { "(0010,0040)", "m", "Invalid Character Repertoire for datatype CS" },
        { "(0010,0010)", "Vivaldi\u0001", "Invalid Character Repertoire for datatype PN" },
        { "(0010,0020)", "A\tB", "Invalid Character Repertoire for datatype LO" },
        { "(0008,0050)", "A\u007f", "Invalid Character Repertoire for datatype SH" },
    };

    public static TheoryData<string, string, string> WrongStepKeys => new()
    {
        { "(0040,0002)", "20260232", "Invalid value for an attribute with VR=DA" },
        { "(0040,0003)", "8:30", "Invalid value for an attribute with VR=TM" },
        { "(0040,0001)", "AA\u0007", "Invalid Character Repertoire for datatype AE" },
        { "(0008,0060)", "ct", "Invalid Character Repertoire for datatype CS" },
    };

    public void Dispose() => _root.Dispose();

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task Key_ThatIsWrong_IsA900WithCommentAndTag(string tag, string value, string comment)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        AssertRefused(await daemon.FindAsync(Keys.Key(Tag(tag), value)), comment, Tag(tag));
    }

    [Theory]
    [MemberData(nameof(WrongStepKeys))]
    public async Task StepKey_ThatIsWrong_IsA900WithCommentAndTag(string tag, string value, string comment)
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);

        AssertRefused(await daemon.FindAsync(Keys.Step(Keys.Key(Tag(tag), value))), comment, Tag(tag));
    }

    [Fact]
    public async Task Sequence_WithTwoItems_IsA900()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--dir", _root.Path);
        var step = new DicomSequence(
            DicomTag.ScheduledProcedureStepSequence,
            new DicomDataset(Keys.Key(DicomTag.Modality)), new DicomDataset(Keys.Key(DicomTag.Modality)));

        AssertRefused(
            await daemon.FindAsync(step), "More than 1 item in sequence.", DicomTag.ScheduledProcedureStepSequence);
    }

    [Fact]
    public async Task Keys_SeveralWrong_AreA900WithEveryTag()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-ll", "warn", "--dir", _root.Path);

        AssertRefused(
            await daemon.FindAsync(
                Keys.Key(DicomTag.PatientBirthDate, "yesterday"),
                Keys.Key(DicomTag.PatientSex, "m"),
                Keys.Step(Keys.Key(DicomTag.Modality, "ct"))),
            "Syntax error in 1 or more matching keys",
            DicomTag.PatientBirthDate, DicomTag.PatientSex, DicomTag.Modality);
        await daemon.WaitForErrorLineAsync(line => line.Contains("A900", StringComparison.Ordinal));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("yesterday", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_ThatIsWrong_WithNoFail_IsAnswered()
    {
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("--no-fail", "--dir", _root.Path);

        List<DicomCFindResponse> responses = await daemon.FindAsync(Keys.Key(DicomTag.PatientBirthDate, "yesterday"));

        Assert.Equal(DicomStatus.Success, responses[^1].Status);
    }

    private static void AssertRefused(List<DicomCFindResponse> responses, string comment, params DicomTag[] tags)
    {
        DicomCFindResponse response = Assert.Single(responses);
        Assert.Equal(DicomStatus.IdentifierDoesNotMatchSOPClass, response.Status);
        Assert.Equal(comment, response.ErrorComment);
        Assert.Equal(tags, response.OffendingElements);
        Assert.Null(response.Identifier);
    }

    private static DicomTag Tag(string text)
    {
        Assert.True(DicomTag.TryParse(text, out DicomTag tag));
        return tag;
    }
}
