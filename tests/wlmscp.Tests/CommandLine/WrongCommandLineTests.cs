namespace Wlmscp.Tests.CommandLine;

public sealed class WrongCommandLineTests
{
    [Theory]
    [InlineData("--port", "65536", "a number from 0 to 65535")]
    [InlineData("--port", "-1", "a number from 0 to 65535")]
    [InlineData("--port", "1o4", "a number from 0 to 65535")]
    [InlineData("--port", "", "a number from 0 to 65535")]
    [InlineData("--dir", "", "PATH")]
    [InlineData("--dir", "--port", "PATH, which is no option")]
    [InlineData("--dir", "+x=", "PATH, which is no option")]
    [InlineData("--lock-timeout", "-1", "a number of seconds from 0")]
    [InlineData("--lock-timeout", "1,5", "a number of seconds from 0")]
    [InlineData("--lock-timeout", "NaN", "a number of seconds from 0")]
    [InlineData("--lock-timeout", "Infinity", "a number of seconds from 0")]
    [InlineData("--name-matching", "exactly", "one of case-insensitive, accent-insensitive, fuzzy, exact")]
    [InlineData("--char-set", "ISO_IR 999", "a defined term of PS3.3 C.12.1.1.2")]
    [InlineData("--char-set", "-v", "a defined term of PS3.3 C.12.1.1.2")]
    [InlineData("--max-pdu", "4095", "a number from 4096 to 131072")]
    [InlineData("--max-pdu", "131073", "a number from 4096 to 131072")]
    [InlineData("--max-associations", "0", "a number from 1")]
    [InlineData("--max-associations", "2147483648", "a number from 1")]
    [InlineData("--acse-timeout", "0", "a number of seconds from 1")]
    [InlineData("--dimse-timeout", "for ever", "a number of seconds from 0")]
    [InlineData("--pdu-timeout", "-1", "a number of seconds from 0")]
    [InlineData("--max-pending", "0", "a number from 1 to 10000")]
    [InlineData("--max-pending", "10001", "a number from 1 to 10000")]
    [InlineData("--max-identifier", "1023", "a number from 1024 to 16777216")]
    [InlineData("--max-identifier", "16777217", "a number from 1024 to 16777216")]
    [InlineData("--allow", "10.1.2.3/8", "10.0.0.0/8 for the range, or 10.1.2.3 for one address")]
    [InlineData("--allow", "ct1", "an address or a range of addresses")]
    [InlineData("--proxy-protocol", "10.0.0.0/33", "a length from 0 to 32")]
    [InlineData("--allow-calling", "", "AETITLE or AETITLE@CIDR")]
    [InlineData("--allow-calling", "CT1@ct1", "behind the @ an address")]
    [InlineData("--max-per-address", "-1", "a number from 0")]
    [InlineData("--hosts-allow", "", "FILE")]
    [InlineData("--log-level", "warning", "one of fatal, error, warn, info, debug, trace")]
    public async Task Value_ThatIsWrong_IsNamedWithWhatWasExpected(string option, string value, string expected)
    {
        string line = await RunAsync(option, value);

        Assert.StartsWith($"wlmscp: {option}: '{value}', expected {expected}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-dfp", "--dir", "-v")]
    [InlineData("--data-files-path", "--dir", "")]
    [InlineData("-pdu", "--max-pdu", "x")]
    [InlineData("-ta", "--acse-timeout", "x")]
    [InlineData("-td", "--dimse-timeout", "x")]
    [InlineData("-ll", "--log-level", "x")]
    public async Task ShortOption_WithAWrongValue_IsNamedByItsLongName(string option, string name, string value)
    {
        string line = await RunAsync(option, value);

        Assert.StartsWith($"wlmscp: {name}: '{value}', expected ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "PORT")]
    [InlineData("--dir", "PATH")]
    [InlineData("-dfp", "PATH")]
    [InlineData("--lock-timeout", "SECONDS")]
    [InlineData("--name-matching", "HOW")]
    [InlineData("--char-set", "NAME")]
    [InlineData("--max-pdu", "BYTES")]
    [InlineData("-pdu", "BYTES")]
    [InlineData("--max-associations", "N")]
    [InlineData("--allow", "CIDR")]
    [InlineData("--allow-calling", "AETITLE[@CIDR]")]
    [InlineData("-ta", "SECONDS")]
    [InlineData("-td", "SECONDS")]
    [InlineData("--log-level", "LEVEL")]
    public async Task Option_WithoutItsArgument_IsNamed(string option, string argument)
    {
        Assert.Equal($"wlmscp: {option}: no value, expected {argument}", await RunAsync(option));
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("-x")]
    [InlineData("+x")]
    [InlineData("-qv")]
    [InlineData("--directory")]
    [InlineData("--max-a")]
    [InlineData("--Dir")]
    [InlineData("-?")]
    [InlineData("-")]
    [InlineData("-5")]
    [InlineData("+x=5")]
    [InlineData("\u2014bogus")]
    public async Task Option_ThatIsUnknown_IsNamed(string option)
    {
        string near = option switch
        {
            "--max-a" => ", perhaps --max-associations",
            "--Dir" => ", perhaps --dir",
            _ => "",
        };
        string expected = $"wlmscp: unknown option '{option}', expected one that wlmscp --help shows{near}";

        Assert.Equal(expected, await RunAsync(option));
        Assert.Equal(expected, await RunAsync("0", option));
        if (option.Length > 1)
        {
            Assert.Equal(expected, await RunAsync("--port", "0", option, "value"));
        }
    }

    // The parser takes any word for an argument: 'remove AREA --older-than 7d PatientID=1' has four.
    [Theory]
    [InlineData("add", "AREA", "--x")]
    [InlineData("check", "--x", "AREA")]
    [InlineData("convert", "a.csv", "--x", "b.csv", "OUT")]
    [InlineData("expire", "--x", "--older-than", "7d")]
    [InlineData("explain", "DIR", "AETITLE_1", "--x")]
    [InlineData("init", "DIR", "--x")]
    [InlineData("install-samples", "--x")]
    [InlineData("list", "--x", "PatientID=1")]
    [InlineData("query", "localhost", "104", "--called", "AETITLE_1", "--x")]
    [InlineData("remove", "AREA", "PatientID=1", "--x")]
    [InlineData("restore", "AREA", "--x", "PatientID=1")]
    [InlineData("update", "AREA", "--x", "--set", "PatientID=1")]
    public async Task OptionOfACommand_ThatIsUnknown_IsNamed(params string[] words)
    {
        Assert.Equal(
            $"wlmscp: {words[0]}: unknown option '--x', expected one that wlmscp {words[0]} --help shows",
            await RunAsync(words));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("65536")]
    [InlineData("")]
    [InlineData("/h")]
    [InlineData("/help")]
    [InlineData("@")]
    public async Task PositionalPort_ThatIsWrong_IsNamed(string value)
    {
        Assert.Equal($"wlmscp: port: '{value}', expected a number from 0 to 65535, or a command that wlmscp --help shows",
            await RunAsync(value));
    }

    [Fact]
    public async Task Port_GivenInBothWays_IsAnError()
    {
        Assert.Equal(
            "wlmscp: --port: the port is given twice, expected either --port PORT or PORT alone",
            await RunAsync("0", "--port", "0"));
    }

    [Fact]
    public async Task Port_GivenAsTwoWords_IsAnError()
    {
        Assert.Equal("wlmscp: unexpected word '105', expected options and one port", await RunAsync("104", "105"));
    }

    [Fact]
    public async Task ValueOption_GivenTwice_IsCheckedByItsLastValue()
    {
        string line = await RunAsync("--max-pdu", "8192", "--max-pdu", "y");

        Assert.StartsWith("wlmscp: --max-pdu: 'y', expected ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--quiet=5", "--quiet: '5', expected no value")]
    [InlineData("-q:5", "-q: '5', expected no value")]
    [InlineData("--refuse=false", "--refuse: 'false', expected no value")]
    public async Task Flag_WithAValue_IsNamed(string word, string expected)
    {
        Assert.Equal($"wlmscp: {expected}", await RunAsync(word));
    }

    [Theory]
    [InlineData("unknown option '--prot', expected one that wlmscp --help shows, perhaps --port", "--prot", "104")]
    [InlineData("port: 'lsit', expected a number from 0 to 65535, or a command that wlmscp --help shows, perhaps list", "lsit", "AREA")]
    [InlineData("port: 'lsit', expected a number from 0 to 65535, or a command that wlmscp --help shows, perhaps list", "help", "lsit")]
    [InlineData("list: unknown option '--jsno', expected one that wlmscp list --help shows, perhaps --json",
        "list", "AREA", "--jsno")]
    public async Task Word_ThatIsMisspelt_NamesTheNearest(string expected, params string[] words) =>
        Assert.Equal($"wlmscp: {expected}", await RunAsync(words));

    [Fact]
    public async Task Keyword_ThatIsMisspelt_NamesTheNearest()
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("list", "AREA", "Patientname=X");

        Assert.Equal(
            "wlmscp list: 'Patientname=', expected a keyword such as PatientID, or gggg,eeee, of PS3.6, "
            + "perhaps PatientName\n",
            run.Error);
    }

    [Theory]
    [InlineData("StartDate", "ScheduledProcedureStepStartDate")]
    [InlineData("Station", "ScheduledStationAETitle")]
    [InlineData("birthdate", "PatientBirthDate")]
    [InlineData("Name", "PatientName")]
    public async Task Keyword_OfWhichAPartIsWritten_NamesTheWhole(string part, string keyword)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync("list", "AREA", $"{part}=X");

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith($"perhaps {keyword}\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("init: no DIR, expected one, as in: wlmscp init worklist AETITLE_1", "init")]
    [InlineData("init: no AETITLE..., expected one, as in: wlmscp init worklist AETITLE_1", "init", "D")]
    [InlineData("add: no AREA, expected one, as in: wlmscp add AETITLE_1 tomorrow.csv", "add")]
    [InlineData("add: no FILE|KEY=VALUE..., expected one, as in: wlmscp add AETITLE_1 tomorrow.csv", "add", "A")]
    [InlineData("put: no AREA before KEY=VALUE, expected one, as in: wlmscp put AETITLE_1 tomorrow.csv",
        "put", "PatientName=X", "PatientID=1")]
    [InlineData("update: no --set KEY=VALUE..., expected it, as in: "
        + "wlmscp update AETITLE_1 PatientID=4711 --set Modality=MR", "update", "A", "PatientID=1")]
    [InlineData("--set: no value, expected KEY=VALUE...", "update", "A", "PatientID=1", "--set")]
    [InlineData("merge: no OLD-ID, expected one, as in: wlmscp merge --dir worklist 4711 4712", "merge")]
    [InlineData("merge: no NEW-ID, expected one, as in: wlmscp merge --dir worklist 4711 4712", "merge", "--dir", "D", "1")]
    [InlineData("merge: no --dir DIR, expected it, as in: wlmscp merge --dir worklist 4711 4712", "merge", "1", "2")]
    [InlineData("merge: unexpected word '2', expected no more, as in: wlmscp merge --dir worklist 4711 4712",
        "merge", "--dir", "D", "A", "1", "2")]
    [InlineData("expire: no --older-than AGE, expected it, as in: wlmscp expire AETITLE_1 --older-than 7d",
        "expire", "A", "7d")]
    [InlineData("convert: no IN... OUT, expected one, as in: wlmscp convert tomorrow.csv entries", "convert")]
    [InlineData("check: no PATH..., expected one, or --config FILE", "check")]
    [InlineData("explain: no DIR, expected one, as in: wlmscp explain worklist AETITLE_1 Modality=CT", "explain")]
    [InlineData("explain: no AETITLE before KEY=VALUE, expected one, as in: "
        + "wlmscp explain worklist AETITLE_1 Modality=CT", "explain", "A", "Modality=CT", "PatientID=1")]
    [InlineData("query: no HOST, expected one, as in: wlmscp query localhost 104 --called AETITLE_1 Modality=CT", "query")]
    [InlineData("query: no PORT, expected one, as in: wlmscp query localhost 104 --called AETITLE_1 Modality=CT",
        "query", "localhost", "--called", "A")]
    [InlineData("PORT: 'localhost', expected a number from 1 to 65535, as in: "
        + "wlmscp query localhost 104 --called AETITLE_1 Modality=CT", "query", "104", "localhost", "--called", "A")]
    [InlineData("mpps: no command, expected one that wlmscp mpps --help shows", "mpps")]
    [InlineData(
        "mpps: unknown command 'sned', expected one that wlmscp mpps --help shows, perhaps send", "mpps", "sned")]
    [InlineData("mpps: unknown option '--x', expected one that wlmscp mpps --help shows", "mpps", "--x")]
    [InlineData("mpps send: no HOST, expected one, as in: wlmscp mpps send localhost 104 --called AETITLE_1 --start "
        + "AETITLE_1 PatientID=4711", "mpps", "send")]
    public async Task Word_ThatIsForgottenOrSurplus_IsNamedWithAnExample(string expected, params string[] words) =>
        Assert.Equal($"wlmscp: {expected}", await RunAsync(words));

    [Theory]
    [InlineData("usage: wlmscp [options] [port]", "help")]
    [InlineData("usage: wlmscp list ", "help", "list")]
    [InlineData("usage: wlmscp mpps COMMAND ", "help", "mpps")]
    [InlineData("usage: wlmscp mpps send ", "help", "mpps", "send")]
    [InlineData("usage: wlmscp mpps send ", "mpps", "send", "-h")]
    [InlineData("usage: wlmscp completion bash", "completion", "--help")]
    [InlineData("usage: wlmscp manual", "manual", "--help")]
    public async Task Help_InEachForm_ShowsWhatItNames(string usage, params string[] words)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(words);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(usage, run.Output, StringComparison.Ordinal);
    }

    // What System.CommandLine may bring besides options.
    [Theory]
    [InlineData("[diagram]")]
    [InlineData("[env:A=b]")]
    [InlineData("[suggest:3]")]
    [InlineData("[parse]")]
    public async Task Directive_IsAnUnexpectedWord(string word)
    {
        Assert.Equal($"wlmscp: unexpected word '{word}', expected options and one port", await RunAsync(word, "0"));
    }

    [Theory]
    [InlineData("completion: '', expected bash, zsh or fish", "completion")]
    [InlineData("completion: 'csh', expected bash, zsh or fish", "completion", "csh")]
    [InlineData("completion: unexpected word 'x', expected no more", "completion", "bash", "x")]
    [InlineData("manual: unknown option '-v', expected one that wlmscp manual --help shows", "manual", "-v")]
    [InlineData("manual: unknown command 'ad', expected one that wlmscp --help shows, perhaps add", "manual", "ad")]
    [InlineData("manual: unexpected word 'x', expected no more", "manual", "add", "x")]
    public async Task Command_WithWrongWords_IsAnError(string expected, params string[] args)
    {
        Assert.Equal($"wlmscp: {expected}", await RunAsync(args));
    }

    // The one line on standard error of a command line that is refused.
    private static async Task<string> RunAsync(params string[] args)
    {
        ProgramRun run = await ProgramRun.WlmscpAsync(args);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        return Assert.Single(run.ErrorLines);
    }
}
