using System.Diagnostics;
using System.Text.RegularExpressions;
using WorklistScp.Storage.Editing;

namespace Wlmscp.Tests.Terminal;

/// <summary>What commands show on a terminal, and nowhere else: colours, and how far work has come.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private const string Escape = "\u001b[";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _root = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Terminal_GetsColours_UnlessItWantsNone()
    {
        new WorklistArea(_root.Path).Write("a.wl", new Entry());
        string[] words = ["explain", _root.Path, "AETITLE_1", "PatientID="];

        Assert.Matches(Colour(), await ShowAsync("xterm", null, words));
        Assert.DoesNotMatch(Colour(), await ShowAsync("xterm", "1", words));
        Assert.DoesNotMatch(Colour(), await ShowAsync("dumb", null, words));
        Assert.Equal(
            "a.wl: matches\n1 of 1 entry match\n", (await ProgramRun.WlmscpAsync(words)).Output);
    }

    [Fact]
    public async Task Terminal_ShowsThatWorkGoesOn_AndTheCursorIsBackAtItsEnd()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("a.wl", new Entry { PatientID = "1" });
        using Process process = Start("xterm", null, "remove", area.Path, "PatientID=1");
        string shown;
        using (await LockAsync(area))
        {
            shown = await ReadUntilShownAsync(process, "removing");
        }

        shown += await process.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(Limit, Cancelled);
        AssertCursorIsShown(shown);
        Assert.Contains("a.wl", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_WhileWorkIsShown_GivesTheCursorBack()
    {
        var area = new WorklistArea(_root.Path);
        using Process process = Start("xterm", null, "remove", area.Path, "PatientID=1");
        using (await LockAsync(area))
        {
            string shown = await ReadUntilShownAsync(process, "removing");
            await process.StandardInput.WriteAsync('\u0003');
            await process.StandardInput.FlushAsync(Cancelled);

            shown += await process.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(Limit, Cancelled);
            AssertCursorIsShown(shown);
        }
    }

    [Fact]
    public async Task Table_IsPlainTextInAFile_WithoutBlanksAtTheEnds()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("a.wl", new Entry { PatientName = "Doe^Jane" });
        area.Write("longer.wl", new Entry { PatientName = "Yamada^Tarou=山田^太郎", CharacterSet = "ISO_IR 192" });

        string[] lines = (await ProgramRun.WlmscpAsync("list", area.Path)).Output.Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.DoesNotContain(lines, line => line.Contains(Escape, StringComparison.Ordinal));
        // Ideographs are two columns wide.
        Assert.Equal(
            lines[1].IndexOf("a.wl", StringComparison.Ordinal),
            lines[2].IndexOf("longer.wl", StringComparison.Ordinal) + "山田太郎".Length);
    }

    [GeneratedRegex("\u001b\\[[0-9;]+m")]
    private static partial Regex Colour();

    private static Task<AreaEditor> LockAsync(WorklistArea area) =>
        AreaEditor.OpenAsync(area.Path, Limit, TimeProvider.System, Cancelled);

    private static async Task<string> ReadUntilShownAsync(Process process, string text)
    {
        process.Start();
        var shown = "";
        var buffer = new char[1024];
        while (!shown.Contains(text, StringComparison.Ordinal))
        {
            int length = await process.StandardOutput.ReadAsync(buffer, Cancelled).AsTask()
                .WaitAsync(Limit, Cancelled);
            Assert.NotEqual(0, length);
            shown += new string(buffer, 0, length);
        }

        return shown;
    }

    private static void AssertCursorIsShown(string shown) => Assert.True(
        shown.LastIndexOf($"{Escape}?25h", StringComparison.Ordinal)
        > shown.LastIndexOf($"{Escape}?25l", StringComparison.Ordinal),
        shown);

    private static async Task<string> ShowAsync(string terminal, string? noColor, params string[] words)
    {
        using Process process = Start(terminal, noColor, words);
        process.Start();
        string shown = await process.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(Limit, Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return shown;
    }

    // At a pseudo terminal, which script(1) makes.
    private static Process Start(string terminal, string? noColor, params string[] words)
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo(words);
        string command = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        var startInfo = new ProcessStartInfo("script", ["-qc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = terminal, ["NO_COLOR"] = noColor },
        };
        return new Process { StartInfo = startInfo };
    }
}
