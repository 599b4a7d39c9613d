using System.Text;

namespace WorklistScp.Worklist.Tests.Queries;

/// <summary>Matching that is cut, by time or by what it takes.</summary>
public sealed class MatchingWorkTests
{
    private const int Items = 5_000;

    private static readonly DicomTag LongCodeValue = new(0x0008, 0x0119);
    private static readonly DicomTag OtherPatientNames = new(0x0010, 0x1001);

    private static readonly WorklistQuery Query = Data.Query(
        new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence, new DicomDataset(Data.Text(DicomTag.CodeValue, $"C{Items - 1}"))));

    private static readonly WorklistEntry ManyItems = Data.Entry(
        new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence,
            [.. Enumerable.Range(0, Items).Select(i => new DicomDataset(Data.Text(DicomTag.CodeValue, $"C{i}")))]));

    [Fact]
    public void Entry_WhenTimeIsUp_IsCut_AndMatchedWholeTheNextTime()
    {
        var work = new MatchingWork(() => true, CancellationToken.None);

        Query.Matches(ManyItems, work);
        Assert.True(work is { IsCut: true, IsTooMuch: false });

        Assert.True(Query.Matches(ManyItems, work, mindsTime: false));
        Assert.False(work.IsCut);
    }

    [Fact]
    public void Clock_IsLookedAt_NowAndThenOnly()
    {
        var looks = 0;
        var work = new MatchingWork(() => ++looks < 0, CancellationToken.None);
        WorklistEntry entry = Data.Entry([.. Data.Complete()]);
        WorklistQuery query = Data.Query(Data.Text(DicomTag.PatientID, "OTHER"));

        for (var i = 0; i < 10_000; i++)
        {
            Assert.False(query.Matches(entry, work));
        }

        Assert.InRange(looks, 1, 1_000);
    }

    // What takes longer than comparing text: a hundred thousand entries of it are not looked at in one go.
    [Theory]
    [InlineData("zone")]
    [InlineData("zone and time")]
    [InlineData("moment")]
    [InlineData("name in other letters")]
    public void Keys_ThatTakeMuch_CountIt(string kind)
    {
        var local = new WorklistQueryOptions { LocalTimezone = TimeZoneInfo.Utc };
        DicomElement zone = Data.Text(DicomTag.TimezoneOffsetFromUTC, "+0100");
        DicomElement date = Data.Text(DicomTag.ScheduledProcedureStepStartDate, "20261129");
        DicomElement time = Data.Text(DicomTag.ScheduledProcedureStepStartTime, "0000-0100");
        WorklistQuery query = kind switch
        {
            "zone" => Data.Query(local, zone, Data.Step(date)),
            "zone and time" => Data.Query(local, zone, Data.Step(date, time)),
            "moment" => Data.Query(Data.Step(date, time)),
            _ => Data.Query(
                new WorklistQueryOptions { NamesAsSent = name => name }, Data.Text(DicomTag.PatientName, "Mahler")),
        };
        var looks = 0;
        var work = new MatchingWork(() => ++looks < 0, CancellationToken.None);
        WorklistEntry entry = Data.Entry([.. Data.Complete(
            Data.CharacterSet("ISO_IR 100"), Data.Text(DicomTag.PatientName, "M\u00fcller^J\u00f6rg", "ISO_IR 100"))]);

        for (var i = 0; i < 10_000; i++)
        {
            Assert.False(query.Matches(entry, work));
        }

        Assert.InRange(looks, 50, 10_000);
    }

    [Fact]
    public void Entry_OfAQueryThatIsCancelled_IsCutThoughTimeDoesNotMatter()
    {
        var work = new MatchingWork(() => false, new CancellationToken(canceled: true));

        Query.Matches(ManyItems, work, mindsTime: false);

        Assert.True(work is { IsCut: true, IsTooMuch: false });
    }

    // 64 KiB of pattern against 64 KiB of text would be four thousand million comparisons.
    [Fact]
    public void Entry_ThatTakesTooMuch_IsCut()
    {
        var work = new MatchingWork(() => false, CancellationToken.None);
        WorklistEntry entry = Data.Entry(Data.Text(DicomTag.PatientComments, new string('a', 60_000)));
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.PatientComments, string.Concat(Enumerable.Repeat("*a", 30_000)) + "b"));

        query.Matches(entry, work, mindsTime: false);

        Assert.True(work is { IsCut: true, IsTooMuch: true });
    }

    [Fact]
    public void Entry_WithThousandsOfValues_IsLookedUpAmongThousandsWithinFewSteps()
    {
        var work = new MatchingWork(() => false, CancellationToken.None);
        WorklistEntry entry = Data.Entry(Data.Text(OtherPatientNames, Many(5_000, "E")));

        Assert.False(Data.Query(Data.Text(OtherPatientNames, Many(9_000, "Q"))).Matches(entry, work, false));
        Assert.False(work.IsCut);
    }

    // What is longer is returned, but not matched: an entry without a value stays.
    [Theory]
    [InlineData(64 * 1024, false)]
    [InlineData((64 * 1024) + 2, true)]
    public void Text_OfMoreThan64KiB_CountsAsNone(int length, bool matches)
    {
        byte[] letters = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A\\", length / 2)));
        WorklistEntry entry = Data.Entry(new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence,
            new DicomDataset(new DicomElement(LongCodeValue, DicomVR.UC, letters))));

        WorklistQuery query = Data.Query(new DicomSequence(
            DicomTag.RequestedProcedureCodeSequence, new DicomDataset(Data.Text(LongCodeValue, "B"))));

        Assert.Equal(matches, query.Matches(entry));
    }

    private static string Many(int count, string prefix) =>
        string.Join('\\', Enumerable.Range(0, count).Select(i => $"{prefix}{i}"));
}
