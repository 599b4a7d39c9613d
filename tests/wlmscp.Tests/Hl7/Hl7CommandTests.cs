using System.Diagnostics;

namespace Wlmscp.Tests.Hl7;

/// <summary><c>wlmscp hl7</c>: messages of files, each answered.</summary>
public sealed class Hl7CommandTests : IDisposable
{
    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Messages_OfABatch_AreEachAnswered()
    {
        string path = await _scene.WriteAsync(
            "batch.hl7",
            [
                .. "FHS|^~\\&|RIS\rBHS|^~\\&|RIS\r"u8, .. Hl7Messages.Order("M1"), .. Hl7Messages.OrderOfNobody("M2"),
                .. Hl7Messages.Order("M3"), .. "BTS|3\rFTS|1\r"u8,
            ]);

        ProgramRun run = await RunAsync(path);

        Assert.Equal(["MSA|AA|M1", "MSA|AE|M2|Patient ID is missing: PID-3 has no value", "MSA|AA|M3"], AnswersOf(run));
        Assert.DoesNotContain('\r', run.Output);
        Assert.Equal(
            (5, $"wlmscp hl7: {path}:9: PID-3: Patient ID is missing: PID-3 has no value\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Files_OneAfterTheOther_AreAnswered()
    {
        string first = await _scene.WriteAsync("1.hl7", Hl7Messages.Order("M1", "\r\n"));
        string second = await _scene.WriteAsync("2.hl7", Hl7Messages.Framed(Hl7Messages.Order("M2", "\n")));

        ProgramRun run = await RunAsync(first, second);

        Assert.Equal(["MSA|AA|M1", "MSA|AA|M2"], AnswersOf(run));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task StandardInput_IsRead()
    {
        string path = await _scene.WriteAsync("1.hl7", Hl7Messages.Order());

        ProcessStartInfo start = WlmscpProgram.StartInfo("hl7", "--dir", _scene.Root, "-");
        ProgramRun run = await ProgramRun.RunAsync(
            "sh", ["-c", "f=$1; shift; exec \"$@\" < \"$f\"", "sh", path, start.FileName, .. start.ArgumentList]);

        Assert.Equal(["MSA|AA|M1"], AnswersOf(run));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task DryRun_SaysSo_AndChangesNothing()
    {
        string path = await _scene.WriteAsync("1.hl7", Hl7Messages.Order());
        string[] before = Directory.GetFiles(_scene.Root, "*", SearchOption.AllDirectories);

        ProgramRun run = await RunAsync("--dry-run", path);

        Assert.Equal(["MSA|AA|M1"], AnswersOf(run));
        Assert.Equal((0, "wlmscp: --dry-run: nothing is changed\n"), (run.ExitCode, run.Error));
        Assert.Equal(before.Order(), Directory.GetFiles(_scene.Root, "*", SearchOption.AllDirectories).Order());
    }

    // MSH-15 and MSH-16 are NE.
    [Fact]
    public async Task RefusedMessage_WhoseSenderWantsNoAnswer_IsToldByTheExitCode()
    {
        string text = System.Text.Encoding.ASCII.GetString(Hl7Messages.OrderOfNobody("M1"))
            .Replace("|P|2.3.1", "|P|2.3.1|||NE|NE", StringComparison.Ordinal);
        string path = await _scene.WriteAsync("1.hl7", System.Text.Encoding.ASCII.GetBytes(text));

        ProgramRun run = await RunAsync(path);

        Assert.Equal(
            (5, "", $"wlmscp hl7: {path}:1: PID-3: Patient ID is missing: PID-3 has no value\n"),
            (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task MessageOfAnotherType_IsRejected()
    {
        string path = await _scene.WriteAsync("1.hl7", [.. "MSH|^~\\&|LAB|CLINIC|||20261127||ORU^R01|M1|P|2.5.1\r"u8]);

        ProgramRun run = await RunAsync(path);

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("MSA|AR|M1|", Assert.Single(AnswersOf(run)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no HL7 message, expected one at least, which begins with MSH")]
    [InlineData(null, "no such file, expected a file to read")]
    public async Task File_WithoutMessages_FailsBeforeAnyIsCarriedOut(string? content, string problem)
    {
        string good = await _scene.WriteAsync("1.hl7", Hl7Messages.Order());
        string path = Path.Join(_scene.Root, "2.hl7");
        if (content is not null)
        {
            await _scene.WriteAsync("2.hl7", []);
        }

        ProgramRun run = await RunAsync(good, path);

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal([$"wlmscp hl7: {path}: {problem}"], run.ErrorLines);
    }

    [Fact]
    public async Task Directory_ThatIsMissing_IsNamed()
    {
        string path = await _scene.WriteAsync("1.hl7", Hl7Messages.Order());

        ProgramRun none = await ProgramRun.WlmscpAsync("hl7", path);
        ProgramRun wrong = await ProgramRun.WlmscpAsync("hl7", "--dir", path, path);

        Assert.Equal(2, none.ExitCode);
        Assert.Contains("hl7: no --dir DIR, expected it", Assert.Single(none.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(3, wrong.ExitCode);
        Assert.Contains($"--dir {path}: no such directory", Assert.Single(wrong.ErrorLines), StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(params string[] words) =>
        ProgramRun.WlmscpAsync(["hl7", "--dir", _scene.Root, .. words]);

    private static string[] AnswersOf(ProgramRun run) =>
        [.. run.Output.Split('\n').Where(line => line.StartsWith("MSA|", StringComparison.Ordinal))];
}
