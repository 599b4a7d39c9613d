namespace WorklistScp.Interop.Tests.Wlmscpfs;

/// <summary>Dates and times at the edge of their format, asked of both servers.</summary>
public sealed class DateFormsTests
{
    private static readonly Entry[] Entries =
    [
        new() { StartDate = "20260201", StartTime = "08" },
        new() { StartDate = "20260228", StartTime = "0930" },
        new() { StartDate = "20260230", StartTime = "101530.5" },     // no day of any calendar
        new() { StartDate = "20260301", StartTime = "235959" },
        new() { StartDate = "2026.02.15", StartTime = "10:15:30" },   // as before DICOM
        new() { StartDate = "20260315\\20260215", StartTime = "1015\\1115" },
    ];

    private static readonly (string Date, string Time)[] Queries =
    [
        ("20260201-20260231", ""), ("20260230", ""), ("20260230-", ""), ("-20260231", ""), ("20260132", ""),
        ("20261301", ""), ("20260200", ""), ("2026", ""), ("20260215", ""), ("2026.02.15", ""),
        ("-", ""), ("--", ""), ("", "-"), ("-", "-"), ("-", "10-11"), ("20260201-20260331", "-"),
        ("20260201-20260231", "0900-1200"), ("20260228-20260231", "1000-2359"), ("20260301-20260201", "10-11"),
        ("20260201 - 20260228", ""), ("20260201- 20260228", ""), ("20260201-20260228 ", ""), (" ", " "), ("*", ""),
        ("", "101530"), ("", "10:15:30"), ("", "0930-101530.5"), ("", "-09"), ("", "1"), ("", "24"), ("", "2400"),
    ];

    [Fact]
    public async Task DateForms_AskedOfBothServers_AreAnsweredAlike()
    {
        using var root = new TemporaryDirectory();
        var area = new WorklistArea(root.Path);
        for (var i = 0; i < Entries.Length; i++)
        {
            area.Write($"{i}.wl", Entries[i] with { PatientID = $"P{i}" });
        }

        await using BothServers servers = await BothServers.StartAsync(root.Path, "AETITLE_1");
        foreach ((string date, string time) in Queries)
        {
            var query = new DicomDataset(
                Keys.Key(DicomTag.PatientID),
                Keys.Step(
                    Keys.Key(DicomTag.ScheduledProcedureStepStartDate, date),
                    Keys.Key(DicomTag.ScheduledProcedureStepStartTime, time)));
            await servers.CompareAsync(query, $"date '{date}', time '{time}'");
        }
    }
}
