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

        Assert.Matches(Colour(), await TerminalScreen.ShowAsync(words));
        Assert.DoesNotMatch(Colour(), await TerminalScreen.ShowAsync(words, noColor: "1"));
        Assert.DoesNotMatch(Colour(), await TerminalScreen.ShowAsync(words, "dumb"));
        Assert.Equal(
            "a.wl: matches\n1 of 1 entry match\n", (await ProgramRun.WlmscpAsync(words)).Output);
    }

    [Fact]
    public async Task Terminal_ShowsThatWorkGoesOn_AndTheCursorIsBackAtItsEnd()
    {
        var area = new WorklistArea(_root.Path);
        area.Write("a.wl", new Entry { PatientID = "1" });
        using Process process = TerminalScreen.Make(["remove", area.Path, "PatientID=1"]);
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
        using Process process = TerminalScreen.Make(["remove", area.Path, "PatientID=1"]);
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

    // What is left out of narrower terminals, and that no word of what is left is broken.
    [Theory]
    [InlineData(150, "DATE TIME MODALITY STATION PATIENT_ID NAME ACCESSION PROCEDURE FILE")]
    [InlineData(80, "DATE TIME MODALITY STATION PATIENT_ID NAME FILE")]
    [InlineData(60, "DATE TIME MODALITY PATIENT_ID NAME")]
    [InlineData(40, "DATE PATIENT_ID NAME")]
    [InlineData(24, "DATE PATIENT_ID")]
    public async Task Table_OnANarrowTerminal_DoesWithoutColumns_AndBreaksNoWord(int columns, string titles)
    {
        var area = new WorklistArea(_root.Path);
        area.Write("a.wl", new Entry { PatientName = "Featherstone^Jo" });
        area.Write("b.wl", new Entry { PatientName = "Doe^Jane" });

        string[] lines = await TerminalScreen.LinesAsync(columns, "list", area.Path);

        Assert.Equal(titles, BlankSpace().Replace(lines[0].Trim().Replace("PATIENT ID", "PATIENT_ID"), " "));
        Assert.All(lines, line => Assert.InRange(line.TrimEnd().Length, 0, columns));
        string[] whole = (await ProgramRun.WlmscpAsync("list", area.Path)).Output.Split([' ', '\n']);
        Assert.All(
            string.Join(' ', lines).Split(' '), word => Assert.Contains(word, (IEnumerable<string>)whole));
    }

    [Fact]
    public async Task Table_WithALongText_BreaksItBetweenWords()
    {
        var area = new WorklistArea(_root.Path);
        var entry = new Entry
        {
            RequestedProcedureDescription = "Computed tomography of chest and abdomen with contrast medium",
        };
        area.Write("a.wl", entry);

        string[] lines = await TerminalScreen.LinesAsync(100, "list", area.Path);

        Assert.Contains("PROCEDURE", lines[0], StringComparison.Ordinal);
        Assert.True(lines.Length > 2);
        int start = lines[0].IndexOf("PROCEDURE", StringComparison.Ordinal);
        int end = lines[0].IndexOf("FILE", StringComparison.Ordinal);
        Assert.Equal(
            entry.RequestedProcedureDescription,
            string.Join(' ', lines[1..].Select(line => line.PadRight(end)[start..end].Trim())));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("query")]
    public async Task Help_SaysWhatTheTableDoesWithout(string command)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(command, "--help");

        Assert.Contains(
            "does without columns, in this order: PROCEDURE, ACCESSION, FILE, STATION, MODALITY, TIME, NAME; --json",
            run.Output.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [GeneratedRegex(" +")]
    private static partial Regex BlankSpace();

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
}
