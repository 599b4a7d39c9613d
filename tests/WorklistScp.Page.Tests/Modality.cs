namespace WorklistScp.Page.Tests;

/// <summary>A modality, as DCMTK's findscu plays it.</summary>
internal static class Modality
{
    /// <summary>Asks for the worklist of CT1.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="key">What is asked for, such as <c>PatientID=4711</c>.</param>
    /// <returns>All that findscu prints.</returns>
    public static async Task<string> FindAsync(int port, string key = "PatientID")
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "findscu", "-W", "-aec", "AETITLE_1", "-aet", "CT1", "-k", key, "-k", "PatientName", "-k", "PatientBirthDate",
            "-k", "AccessionNumber",
            "-k", "ScheduledProcedureStepSequence[0].ScheduledStationAETitle=CT1",
            "-k", "ScheduledProcedureStepSequence[0].ScheduledProcedureStepStartTime",
            "-k", "ScheduledProcedureStepSequence[0].ScheduledProtocolCodeSequence[0].CodeValue",
            "127.0.0.1", $"{port}");
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output + run.Error;
    }
}
