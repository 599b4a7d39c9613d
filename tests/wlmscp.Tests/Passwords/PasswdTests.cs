using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Wlmscp.Tests.Terminal;

namespace Wlmscp.Tests.Passwords;

/// <summary>What makes, changes and removes the users of what is served over HTTP.</summary>
public sealed class PasswdTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Password = "correct horse";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _root = new();

    private string Users => _root.Combine("users");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task NewUser_GetsALine_InANewFileOfItsOwner()
    {
        ProgramRun run = await RunAsync(0, Password + "\nmore", "--role", "desk", Users, "desk1");

        Assert.Equal(("added desk1, desk\n", ""), (run.Output, run.Error));
        Assert.Equal(Private, File.GetUnixFileMode(Users));
        Assert.Equal(["users"], Names());
        string line = Assert.Single(Lines());
        Assert.StartsWith("desk1 desk password=pbkdf2-sha256:600000:", line, StringComparison.Ordinal);
        Assert.True(IsPassword(line, Password));
    }

    [Fact]
    public async Task User_WhoIsThere_KeepsTheRole_AndAllElseOfTheFileStays()
    {
        string token = new('a', 64);
        Write($"# Reception\n\n  desk1   desk  token={token}\n# scripts\nreport read token={new string('b', 64)}\n");
        File.SetUnixFileMode(Users, Private | UnixFileMode.GroupRead);

        ProgramRun run = await RunAsync(0, Password + "\r\n", Users, "desk1");

        Assert.Equal(("changed desk1, desk\n", ""), (run.Output, run.Error));
        Assert.Equal(Private | UnixFileMode.GroupRead, File.GetUnixFileMode(Users));
        string[] lines = Lines();
        Assert.Equal(
            ["# Reception", "", "# scripts", $"report read token={new string('b', 64)}"], [.. lines[..2], .. lines[3..]]);
        Assert.StartsWith("desk1 desk password=", lines[2], StringComparison.Ordinal);
        Assert.EndsWith($" token={token}", lines[2], StringComparison.Ordinal);
        Assert.True(IsPassword(lines[2], Password));

        await RunAsync(0, Password, "--role", "admin", Users, "desk1");
        Assert.StartsWith("desk1 admin password=", Lines()[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewUser_WithoutRole_IsOneLine_BeforeAPasswordIsAskedFor()
    {
        await AssertFailsAsync(
            2, "", $"{Users}: no user 'desk1', expected one who is there, or --role read, desk or admin for a new one",
            Users, "desk1");
        await AssertFailsAsync(
            2, "", $"{Users}: no user 'desk1', expected one who is there, or --role read, desk or admin for a new one",
            "--token", Users, "desk1");
        Assert.Empty(Names());
    }

    [Theory]
    [InlineData("", "no password, expected one line of standard input")]
    [InlineData("\ncorrect horse\n", "no password, expected one line of standard input")]
    [InlineData("1234567\n", "a password that is too short, expected 8 to 1024 characters")]
    public async Task Password_ThatIsTooShort_IsRefused(string input, string expected)
    {
        await AssertFailsAsync(5, input, expected, "--role", "desk", Users, "desk1");
        Assert.Empty(Names());
    }

    [Fact]
    public Task Password_ThatIsTooLong_IsRefused() => AssertFailsAsync(
        5, new string('a', 100_000), "a password that is too long, expected 8 to 1024 characters",
        "--role", "desk", Users, "desk1");

    [Fact]
    public async Task Token_IsPrintedOnce_AndIsNewEachTime()
    {
        string first = (await RunAsync(0, "", "--role", "read", "--token", Users, "report")).Output.TrimEnd('\n');
        Assert.Equal(64, first.Length);
        Assert.Equal([$"report read token={HashOf(first)}"], Lines());

        string second = (await RunAsync(0, "", "--token", Users, "report")).Output.TrimEnd('\n');
        Assert.NotEqual(first, second);
        Assert.Equal([$"report read token={HashOf(second)}"], Lines());
    }

    [Fact]
    public async Task Certificate_HasOneForm_AndOneUser()
    {
        await RunAsync(0, "", "--role", "read", "--certificate", "CN = ct1,O=\"Clinic, Inc\"", Users, "ct1");
        Assert.Equal(["ct1 read certificate=\"CN=ct1, O=\\\"Clinic, Inc\\\"\""], Lines());

        await AssertFailsAsync(
            4, "", $"{Users}: the certificate of ct1, expected one that nobody else has",
            "--role", "read", "--certificate", "CN=ct1, O=\"Clinic, Inc\"", Users, "ct2");
        Assert.Single(Lines());
    }

    [Fact]
    public async Task Remove_RemovesTheLine()
    {
        Write("# a\na read proxy=a\nb read proxy=b\n");

        ProgramRun run = await RunAsync(0, "", "--remove", Users, "a");

        Assert.Equal("removed a\n", run.Output);
        Assert.Equal(["# a", "b read proxy=b"], Lines());
        await AssertFailsAsync(1, "", $"{Users}: no user 'a', expected one who is there", "--remove", Users, "a");
        await AssertFailsAsync(
            1, "", $"{_root.Combine("other")}: no user 'a', expected one who is there", "--remove", _root.Combine("other"), "a");
        Assert.Equal(["users"], Names());
    }

    [Fact]
    public async Task FileThatOthersMayRead_IsAWarning()
    {
        Write("a read proxy=a\n");
        File.SetUnixFileMode(Users, Private | UnixFileMode.OtherRead);

        ProgramRun run = await RunAsync(0, Password, Users, "a");

        Assert.Equal(
            $"wlmscp passwd: warning: {Users}: others may use it (mode 0604), expected 0600 or 0640; chmod o= {Users}",
            Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task FileThatIsWrong_StaysAsItIs()
    {
        Write("a read\nb read proxy=b\n");

        await AssertFailsAsync(
            3, Password, $"{Users}:1: no way to sign in, expected password=, token=, certificate= or proxy=", Users, "b");
        Assert.Equal(["a read", "b read proxy=b"], Lines());
        await AssertFailsAsync(
            3, Password, $"{_root.Path}: a directory, expected a file of users that can be read; wlmscp passwd makes one",
            _root.Path, "b");
        await AssertFailsAsync(
            3, Password, $"{_root.Path}/nowhere/users: no such directory, expected a directory to write to",
            "--role", "read", _root.Combine("nowhere/users"), "b");
    }

    [Fact]
    public async Task Link_Stays_AndItsFileIsChanged()
    {
        Write("a read proxy=a\n");
        File.Move(Users, _root.Combine("real"));
        File.CreateSymbolicLink(Users, "real");

        await RunAsync(0, "", "--role", "desk", "--certificate", "CN=b", Users, "b");

        Assert.Equal("real", new FileInfo(Users).LinkTarget);
        Assert.Equal(["a read proxy=a", "b desk certificate=CN=b"], Lines());
        Assert.Null(new FileInfo(_root.Combine("real")).LinkTarget);
    }

    [Fact]
    public async Task Commands_AtOnce_LoseNothing()
    {
        const int Count = 8;

        await Task.WhenAll(Enumerable.Range(0, Count)
            .Select(i => RunAsync(0, "", "--role", "read", "--certificate", $"CN=u{i}", Users, $"u{i}")));

        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => $"u{i} read certificate=CN=u{i}"),
            Lines().Order(StringComparer.Ordinal));
        Assert.Equal(["users"], Names());
    }

    [Theory]
    [InlineData("--remove: not with --token", "--remove", "--token", "users", "a")]
    [InlineData("--token: not with --certificate", "--token", "--certificate", "CN=a", "users", "a")]
    [InlineData("--remove: not with --role", "--remove", "--role", "read", "users", "a")]
    [InlineData("--role: 'boss', expected one of read, desk, admin", "--role", "boss", "users", "a")]
    [InlineData("NAME: 'a:b', expected 1 to 64 letters, digits, or . _ - + @ behind the first", "users", "a:b")]
    [InlineData("--certificate: 'ct1', expected a subject such as \"CN=ct1, O=Clinic\"", "--certificate", "ct1", "users", "a")]
    public async Task Words_ThatAreWrong_AreOneLine(string expected, params string[] words)
    {
        ProgramRun run = await RunAsync(2, "", words);

        Assert.StartsWith($"wlmscp: {expected}", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_IsAskedTwice_AndShowsNothingOfIt()
    {
        string shown = await TypeAsync(Password, Password);

        Assert.DoesNotContain(Password, shown, StringComparison.Ordinal);
        Assert.Contains("added desk1, desk", shown, StringComparison.Ordinal);
        Assert.True(IsPassword(Assert.Single(Lines()), Password));
    }

    [Fact]
    public async Task Terminal_WithTwoPasswords_ChangesNothing()
    {
        string shown = await TypeAsync(Password, Password + "s");

        Assert.DoesNotContain(Password, shown, StringComparison.Ordinal);
        Assert.Contains("two passwords, expected the same twice; nothing was changed", shown, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    // Who gives up wants to see again what he types.
    [Fact]
    public async Task Terminal_AfterAnInterrupt_ShowsWhatIsTyped()
    {
        ProcessStartInfo program = WlmscpProgram.StartInfo("passwd", "--role", "desk", Users, "desk1");
        string command = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        using Process process = Process.Start(new ProcessStartInfo(
            "script", ["-qc", $"trap : INT; {command}; stty -a", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string shown = await ReadUntilAsync(process, "new password of desk1: ");
        await process.StandardInput.WriteAsync('\u0003');
        await process.StandardInput.FlushAsync(Cancelled);

        shown += await process.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(Limit, Cancelled);

        Assert.Contains(" echo ", shown, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    private async Task<string> TypeAsync(string first, string second)
    {
        using Process process = TerminalScreen.Make(["passwd", "--role", "desk", Users, "desk1"]);
        process.Start();
        string shown = await ReadUntilAsync(process, "new password of desk1: ");
        await process.StandardInput.WriteAsync(first + "\r");
        await process.StandardInput.FlushAsync(Cancelled);
        shown += await ReadUntilAsync(process, "the same again: ");
        await process.StandardInput.WriteAsync(second + "\r");
        await process.StandardInput.FlushAsync(Cancelled);
        return shown + await process.StandardOutput.ReadToEndAsync(Cancelled).WaitAsync(Limit, Cancelled);
    }

    private static async Task<string> ReadUntilAsync(Process process, string text)
    {
        var shown = "";
        var buffer = new char[1024];
        while (!shown.Contains(text, StringComparison.Ordinal))
        {
            int length = await process.StandardOutput.ReadAsync(buffer, Cancelled).AsTask().WaitAsync(Limit, Cancelled);
            Assert.True(length > 0, shown);
            shown += new string(buffer, 0, length);
        }

        return shown;
    }

    private static async Task AssertFailsAsync(int exitCode, string input, string expected, params string[] words)
    {
        ProgramRun run = await RunAsync(exitCode, input, words);

        Assert.Equal($"wlmscp passwd: {expected}", Assert.Single(run.ErrorLines));
        Assert.Empty(run.Output);
    }

    private static async Task<ProgramRun> RunAsync(int exitCode, string input, params string[] words)
    {
        using Process process = Process.Start(WlmscpProgram.StartInfo(["passwd", .. words]))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(Cancelled);
        Task<string> error = process.StandardError.ReadToEndAsync(Cancelled);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading all of it.
        }

        await process.WaitForExitAsync(Cancelled).WaitAsync(Limit, Cancelled);
        var run = new ProgramRun(process.ExitCode, await output, await error);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}{run.Error}");
        return run;
    }

    private static bool IsPassword(string line, string password)
    {
        string[] parts = line.Split(' ').Single(word => word.StartsWith("password=", StringComparison.Ordinal)).Split(':');
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromHexString(parts[2]), 600_000, HashAlgorithmName.SHA256, 32);
        return Convert.ToHexStringLower(hash) == parts[3];
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    private void Write(string text)
    {
        File.WriteAllText(Users, text);
        File.SetUnixFileMode(Users, Private);
    }

    private string[] Lines() => File.ReadAllText(Users).TrimEnd('\n').Split('\n');

    private string[] Names() => [.. Directory.GetFileSystemEntries(_root.Path).Select(path => Path.GetFileName(path))];
}
