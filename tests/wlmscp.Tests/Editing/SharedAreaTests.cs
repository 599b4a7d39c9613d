using System.Diagnostics;

namespace Wlmscp.Tests.Editing;

/// <summary>Storage areas that several users of a group write to, with the usual umask, 022.</summary>
public sealed class SharedAreaTests : IDisposable
{
    private const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryDirectory _root = new();

    private string Area => _root.Combine("AETITLE_1");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Area_InADirectoryOfAGroup_IsTheGroups()
    {
        File.SetUnixFileMode(_root.Path, Own | OfGroup | UnixFileMode.SetGroup);

        await RunAsync("init", _root.Path, "AETITLE_1");
        await PutAsync("1");
        await PutAsync("2"); // 1 goes to done/

        Assert.All(
            (string[])["", "done", "put"],
            name => Assert.Equal(
                OfGroup | UnixFileMode.SetGroup,
                File.GetUnixFileMode(Path.Join(Area, name)) & (OfGroup | UnixFileMode.SetGroup)));
        Assert.All(
            [
                Path.Join(Area, "lockfile"), .. Directory.GetFiles(Area, "*.wl"), .. Directory.GetFiles(Path.Join(Area, "done")),
                .. Directory.GetFiles(Path.Join(Area, "put")),
            ],
            file => Assert.Equal(UnixFileMode.GroupRead | UnixFileMode.GroupWrite, File.GetUnixFileMode(file) & OfGroup));
    }

    [Theory]
    [InlineData(UnixFileMode.SetGroup)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task Area_InAnotherDirectory_IsAsTheUmaskHasIt(UnixFileMode mode)
    {
        File.SetUnixFileMode(_root.Path, Own | Others | mode);

        await RunAsync("init", _root.Path, "AETITLE_1");

        Assert.False(File.GetUnixFileMode(Area).HasFlag(UnixFileMode.GroupWrite));
        Assert.False(File.GetUnixFileMode(Path.Join(Area, "lockfile")).HasFlag(UnixFileMode.GroupWrite));
    }

    [Fact]
    public async Task Area_ThatIsThere_StaysAsItIs()
    {
        Directory.CreateDirectory(Area, Own);
        File.SetUnixFileMode(_root.Path, Own | OfGroup | UnixFileMode.SetGroup);

        await RunAsync("init", _root.Path, "AETITLE_1");

        Assert.Equal(Own, File.GetUnixFileMode(Area) & (Own | OfGroup | Others));
    }

    private async Task PutAsync(string patientID)
    {
        string table = _root.Combine("a.csv");
        await File.WriteAllTextAsync(
            table,
            "PatientName,PatientID,AccessionNumber,Modality,ScheduledStationAETitle,ScheduledProcedureStepStartDate,"
                + "ScheduledProcedureStepStartTime,RequestedProcedureDescription,ScheduledProcedureStepDescription\n"
                + $"A^B,{patientID},{patientID},CT,CT1,20270101,1200,Head,Head\n",
            TestContext.Current.CancellationToken);
        await RunAsync("put", "--remove-missing", "--force", Area, table);
    }

    private static async Task RunAsync(params string[] words)
    {
        ProcessStartInfo start = WlmscpProgram.StartInfo(words);
        ProgramRun run = await ProgramRun.RunAsync(
            "sh", ["-c", "umask 022; exec \"$@\"", "sh", start.FileName, .. start.ArgumentList]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
