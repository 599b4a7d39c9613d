using System.Text.Json;

namespace Wlmscp.Tests.Logging;

public sealed class LogConfigTests : IDisposable
{
    private readonly LogScene _scene = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task File_TakesThePlaceOfTheConsole()
    {
        _scene.ConfigureFile();
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal([daemon.ReadyLine], daemon.ErrorLines);
        string[] lines = await LogScene.LinesAsync(_scene.Log);
        Assert.Matches(
            @"^[0-9-]{10} [0-9:.]{12} INFO #1: C-FIND 1 for no key: 1 of 1 entries match, [0-9.]+ ms$",
            Assert.Single(lines, line => line.Contains("C-FIND", StringComparison.Ordinal)));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_scene.Log) & (UnixFileMode)0b000_011_111);
    }

    [Fact]
    public async Task Json_HasALineForEachEvent_WithItsValues()
    {
        _scene.ConfigureFile(""", "formatter": "json" """);
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID, "4711"));
        Assert.Equal(0, await daemon.StopAsync());

        JsonElement[] events =
            [.. (await LogScene.LinesAsync(_scene.Log)).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement find = Assert.Single(events, one => one.GetProperty("@mt").GetString()!.Contains("C-FIND"));
        Assert.Equal("#1", find.GetProperty("Association").GetString());
        Assert.Equal("PatientID", find.GetProperty("Keys").GetString());
        Assert.Equal(0, find.GetProperty("Matches").GetInt32());
        Assert.Equal(1, find.GetProperty("Entries").GetInt32());
        Assert.Equal("Query", find.GetProperty("SourceContext").GetString());
    }

    [Fact]
    public async Task Override_GivesASourceItsOwnLevel()
    {
        _scene.Configure(""" "MinimumLevel": { "Default": "Warning", "Override": { "Query": "Debug" } } """);
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        await daemon.WaitForErrorLineAsync(line => line.Contains("INFO #1: C-FIND", StringComparison.Ordinal));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Contains(daemon.ErrorLines, line => line.Contains("DBUG #1: C-FIND", StringComparison.Ordinal));
        Assert.DoesNotContain(daemon.ErrorLines, line => line.Contains("accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LevelOption_BeatsTheDefaultOfTheFile()
    {
        _scene.Configure(""" "MinimumLevel": { "Default": "Fatal" } """);
        await using WlmscpProcess daemon = await _scene.StartAsync("-v");

        await daemon.AssertServesAsync();

        await daemon.WaitForErrorLineAsync(line => line.Contains(" accepted ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sinks_OfDifferentLevels_GetWhatIsTheirs()
    {
        _scene.Configure(
            $$"""
            "MinimumLevel": { "Default": "Information" },
            "WriteTo": [
                { "Name": "Console", "Args": { "restrictedToMinimumLevel": "Warning" } },
                { "Name": "File", "Args": { "path": "{{_scene.Log}}" } }
            ]
            """);
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong"));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Single(daemon.ErrorLines, line => line.Contains("A900", StringComparison.Ordinal));
        Assert.Equal(2, daemon.ErrorLines.Count);
        string log = await File.ReadAllTextAsync(_scene.Log, Cancelled);
        Assert.Contains("A900", log, StringComparison.Ordinal);
        Assert.Contains(" accepted ", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsFull_IsFollowedByAnother()
    {
        _scene.ConfigureFile(""", "rollOnFileSizeLimit": true, "fileSizeLimitBytes": 2000 """);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        }

        Assert.Equal(0, await daemon.StopAsync());

        string[] files = Directory.GetFiles(_scene.Logs);
        Assert.True(files.Length > 1, string.Join(' ', files));
        int lines = files.Sum(file => File.ReadAllLines(file).Count(line => line.Contains("C-FIND")));
        Assert.Equal(20, lines);
    }

    [KnowsDates]
    [Fact]
    public async Task File_OfEachDay_HasTheDateInItsName()
    {
        _scene.ConfigureFile(""", "rollingInterval": "Day" """);
        await using WlmscpProcess daemon = await _scene.StartAsync();
        await daemon.AssertServesAsync();
        Assert.Equal(0, await daemon.StopAsync());

        Assert.All(Directory.GetFiles(_scene.Logs), file => Assert.Matches(@"/wlmscp20[0-9]{6}\.log$", file));
    }

    [Fact]
    public async Task Sample_StartsTheDaemon()
    {
        string sample = await File.ReadAllTextAsync(
            Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "logging.json"), Cancelled);
        Assert.Contains("/var/log/wlmscp/", sample, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            _scene.Config, sample.Replace("/var/log/wlmscp/", $"{_scene.Logs}/", StringComparison.Ordinal), Cancelled);
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientSex, "wrong"));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Equal(
            sample.Split("\"Name\": \"File\"").Length - 1, Directory.GetFiles(_scene.Logs).Length);
    }

    [Theory]
    [InlineData("DEBUG, console", "DBUG", true)]
    [InlineData("INFO, console", "DBUG", false)]
    [InlineData("INFO, console", "INFO", true)]
    public async Task ConfigurationOfDcmtk_GivesTheLevel(string rootLogger, string level, bool isLogged)
    {
        await File.WriteAllTextAsync(
            _scene.Config,
            $"# DCMTK\nlog4cplus.rootLogger = {rootLogger}\nlog4cplus.appender.console = log4cplus::ConsoleAppender\n",
            Cancelled);
        await using WlmscpProcess daemon = await _scene.StartAsync();

        await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        Assert.Equal(0, await daemon.StopAsync());

        Assert.Single(daemon.ErrorLines, line => line.Contains("only the level counts", StringComparison.Ordinal));
        Assert.Equal(isLogged, daemon.ErrorLines.Any(line => line.Contains($" {level} ", StringComparison.Ordinal)));
    }
}
