using WorklistScp.Worklist.Values;

namespace WorklistScp.Worklist.Tests.Matching;

[KnowsDates]
public sealed class TemporalMatchingTests
{
    [Theory]
    [InlineData("20260801", "20260801", true)]
    [InlineData("20260801", "20260802", false)]
    [InlineData(" 20260801 ", "20260801", true)]
    [InlineData("20260701\\20260801", "20260801", true)]
    [InlineData("20260801-20260803", "20260801", true)]
    [InlineData("20260801-20260803", "20260803", true)]
    [InlineData("20260801-20260803 ", "20260802", true)]
    [InlineData("20260801-20260803", "20260731", false)]
    [InlineData("20260801-20260803", "20260804", false)]
    [InlineData("20260801-", "20260801", true)]
    [InlineData("20260801-", "20991231", true)]
    [InlineData("20260801-", "20260731", false)]
    [InlineData("-20260801", "20260801", true)]
    [InlineData("-20260801", "19000101", true)]
    [InlineData("-20260801", "20260802", false)]
    [InlineData("20260803-20260801", "20260802", false)]
    [InlineData("20260803-20260801", "20260803", false)]
    [InlineData("-", "20260801", true)]
    [InlineData("-", "", false)]
    [InlineData("-", null, false)]
    [InlineData("20260201-20260231", "20260228", true)]        // a month, whatever its length
    [InlineData("20260201-20260231", "20260301", false)]
    [InlineData("20260301-", "20260230", false)]
    [InlineData("20260230", "20260230", true)]
    [InlineData("20260801", "2026.08.01", true)]               // as before DICOM
    [InlineData("20260801", "2026.0801", false)]
    [InlineData("20260801-", null, false)]
    [InlineData("20260801-", "", false)]
    [InlineData("20260801-", "soon", false)]
    [InlineData("", null, true)]
    public void Matches_Date_IsValueOrRange(string asked, string? held, bool expected) =>
        Assert.Equal(expected, Data.IsMatch(DicomTag.PatientBirthDate, asked, held));

    [Theory]
    [InlineData("0930", "093000", true)]
    [InlineData("0930", "0930", true)]
    [InlineData("0930", "093000.000000", true)]
    [InlineData("09", "0900", true)]
    [InlineData("09", "0915", false)]
    [InlineData("093000.5", "093000.500000", true)]
    [InlineData("093000.5", "093000.05", false)]
    [InlineData("235960", "235960", true)]
    [InlineData("235959-235960", "235960", true)]
    [InlineData("08-10", "0930", true)]
    [InlineData("08-10", "1000", true)]
    [InlineData("08-10", "1001", false)]
    [InlineData("0800-", "2359", true)]
    [InlineData("-0800", "0800", true)]
    [InlineData("-0800", "080000.000001", false)]
    [InlineData("10-08", "0900", false)]
    [InlineData("0930", "09:30", true)]                        // as before DICOM
    [InlineData("093000", "09:30:00", true)]
    [InlineData("093000.5", "09:30:00.5", true)]
    [InlineData("093000", "09:3000", false)]
    [InlineData("-", "0930", true)]
    public void Matches_Time_MissingDigitsAreZero(string asked, string held, bool expected) =>
        Assert.Equal(expected, Data.IsMatch(DicomTag.StudyTime, asked, held));

    [Theory]
    [InlineData("20260801", "20260801000000", true)]
    [InlineData("2026", "20260101", true)]
    [InlineData("20260801120000+0200", "20260801100000+0000", true)]
    [InlineData("20260801120000-0500", "20260801170000+0000", true)]
    [InlineData("20260801120000+0200", "20260801120000", false)]
    [InlineData("20260801-20260802", "20260801235959.999999", true)]
    [InlineData("20260801120000-0500-20260801130000-0500", "20260801173000+0000", true)]
    [InlineData("20260801120000-0500-", "20260801160000+0000", false)]
    [InlineData("20260801120000-0500-", "20260801170000+0000", true)]
    [InlineData("-20260801120000-0500", "20260801170000+0000", true)]
    [InlineData("-20260801120000-0500", "20260801170001+0000", false)]
    [InlineData("2026-0500", "20260101050000+0000", true)]     // one year with an offset, not a range
    [InlineData("2025-2026", "20250601", true)]                // no offset is that large
    public void Matches_DateTime_HonoursOffsets(string asked, string held, bool expected)
    {
        var tag = new DicomTag(0x0040, 0x4005);
        WorklistQuery query = Data.Query(new DicomSequence(
            DicomTag.PatientInsurancePlanCodeSequence, new DicomDataset(Data.Text(tag, DicomVR.DT, asked))));
        Assert.Empty(query.Problems);
        Assert.Equal(expected, query.Matches(Data.Entry(new DicomSequence(
            DicomTag.PatientInsurancePlanCodeSequence, new DicomDataset(Data.Text(tag, DicomVR.DT, held))))));
    }

    [Theory]
    [InlineData("20260801-20260802", "0800-1200", "20260801", "0800", true)]
    [InlineData("20260801-20260802", "0800-1200", "20260801", "1800", true)]
    [InlineData("20260801-20260802", "0800-1200", "20260802", "0700", true)]
    [InlineData("20260801-20260802", "0800-1200", "20260801", "0759", false)]
    [InlineData("20260801-20260802", "0800-1200", "20260802", "1201", false)]
    [InlineData("20260801-", "0800-", "20260802", "0700", true)]
    [InlineData("20260801-", "0800-", "20260801", "0700", false)]
    [InlineData("-20260802", "-0800", "20260801", "2300", true)]
    [InlineData("-20260802", "-0800", "20260802", "0801", false)]
    [InlineData("20260802-20260801", "0800-1200", "20260801", "0900", false)]
    [InlineData("20260801-20260801", "1800-0800", "20260801", "0900", false)]
    // half-open times of closed dates: the whole day at the open end
    [InlineData("20260801-20260802", "0800-", "20260801", "0759", false)]
    [InlineData("20260801-20260802", "0800-", "20260801", "0800", true)]
    [InlineData("20260801-20260802", "0800-", "20260802", "0700", true)]
    [InlineData("20260801-20260802", "0800-", "20260802", "235959.999999", true)]
    [InlineData("20260801-20260802", "0800-", "20260803", "0000", false)]
    [InlineData("20260801-20260802", "-1750", "20260801", "0000", true)]
    [InlineData("20260801-20260802", "-1750", "20260801", "1800", true)]
    [InlineData("20260801-20260802", "-1750", "20260802", "1750", true)]
    [InlineData("20260801-20260802", "-1750", "20260802", "1751", false)]
    [InlineData("20260801-20260802", "-1750", "20260731", "1200", false)]
    // of other shapes: each on its own
    [InlineData("20260801-", "-1750", "20260802", "1800", false)]
    [InlineData("20260801-", "0800-1200", "20260802", "1300", false)]
    [InlineData("20260801", "0800-1200", "20260801", "0900", true)]
    [InlineData("20260801", "0800-1200", "20260801", "1300", false)]
    [InlineData("20260801-20260802", "0900", "20260802", "0900", true)]
    [InlineData("20260801-20260802", "0900", "20260802", "1000", false)]
    [InlineData("20260801-20260802", "", "20260802", "1000", true)]
    [InlineData("20260801-20260802", "-", "20260802", "1000", true)]
    [InlineData("-", "-", "20260802", "1000", true)]
    [InlineData("-", "08-12", "20260802", "1300", false)]
    [InlineData("20260201-20260231", "1800-2359", "20260301", "0800", false)]
    [InlineData("", "08-12", "20260802", "1000", true)]
    [InlineData("", "08-12", "20260802", "1300", false)]
    public void Matches_DateAndTimeRanges_AreOneRangeWhereTheShapesAllow(
        string askedDate, string askedTime, string date, string time, bool expected)
    {
        Assert.Equal(expected, Data.Query(Data.Step(
                Data.Text(DicomTag.ScheduledProcedureStepStartDate, askedDate),
                Data.Text(DicomTag.ScheduledProcedureStepStartTime, askedTime)))
            .Matches(Data.Entry(Data.CompleteStep(date, time))));
        Assert.Equal(expected, Data.Query(
                Data.Text(DicomTag.StudyDate, askedDate), Data.Text(DicomTag.StudyTime, askedTime))
            .Matches(Data.Entry(Data.Text(DicomTag.StudyDate, date), Data.Text(DicomTag.StudyTime, time))));
    }

    [Fact]
    public void Matches_CombinedRange_NeedsDateAndTime()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.StudyDate, "20260801-"), Data.Text(DicomTag.StudyTime, "08-"));
        Assert.False(query.Matches(Data.Entry(Data.Text(DicomTag.StudyDate, "20260802"))));
        Assert.False(query.Matches(Data.Entry(Data.Text(DicomTag.StudyTime, "0900"))));
        Assert.False(query.Matches(Data.Entry()));
    }

    // To take every hyphen for the one of the range, and copy what is beside it, would be work for days.
    [Fact]
    public void Parse_MillionsOfHyphens_AreNotTriedOneByOne()
    {
        WorklistQuery query = Data.Query(
            Data.Text(DicomTag.PatientBirthDate, new string('-', 8_000_000)));
        Assert.Equal("Invalid value for an attribute with VR=DA", query.ErrorComment);
    }

    [Theory]
    [InlineData("2026080")]
    [InlineData("2026:08:01")]
    [InlineData("20260800")]
    [InlineData("20260832")]
    [InlineData("20260001")]
    [InlineData("20261301")]
    [InlineData("--")]
    [InlineData("20260801 - 20260802")]
    [InlineData("20260801-20260802-20260803")]
    [InlineData("20260801--20260802")]
    public void TryParseRange_NoDate_IsFalse(string text) =>
        Assert.False(TemporalParser.TryParseRange(text, DicomVR.DA, out _));

    [Theory]
    [InlineData("9")]
    [InlineData("24")]
    [InlineData("0960")]
    [InlineData("093061")]
    [InlineData("09:30:")]
    [InlineData("0930.5")]
    [InlineData("093000.")]
    [InlineData("093000.1234567")]
    [InlineData("093000.+1")]
    [InlineData("\u0660\u0669")]
    public void TryParseRange_NoTime_IsFalse(string text) =>
        Assert.False(TemporalParser.TryParseRange(text, DicomVR.TM, out _));

    [Theory]
    [InlineData("202")]
    [InlineData("20261")]
    [InlineData("202613")]
    [InlineData("2026080109+1500")]
    [InlineData("2026080109+09")]
    [InlineData("+0900")]
    public void TryParseRange_NoDateTime_IsFalse(string text) =>
        Assert.False(TemporalParser.TryParseRange(text, DicomVR.DT, out _));
}
