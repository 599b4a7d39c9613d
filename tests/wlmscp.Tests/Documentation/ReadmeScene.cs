using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Wlmscp.Tests.Documentation;

/// <summary>
/// The machine on which the commands of a page run: its directories lie in a temporary one, its ports are free
/// ones, and <c>wlmscp</c> is the program under test. A server runs until the next one starts.
/// </summary>
internal sealed partial class ReadmeScene : IAsyncDisposable
{
    private const string DotnetRun = "dotnet run --project src/wlmscp --";

    private static readonly string[] Directories =
        ["bin", "export/services/worklist/AETITLE_1", "var/spool/requests", "var/spool/worklist", "var/log"];

    private readonly TemporaryDirectory _root = new();

    private static readonly string[] UsualPorts = ["104", "2762", "8080", "11112"];

    private readonly Dictionary<string, string> _ports = UsualPorts.Zip(FreePort.Find(UsualPorts.Length))
        .ToDictionary(pair => pair.First, pair => pair.Second.ToString(CultureInfo.InvariantCulture));

    private WlmscpProcess? _daemon;
    private Process? _wlmscpfs;

    /// <summary>Makes the machine.</summary>
    public static async Task<ReadmeScene> CreateAsync()
    {
        var scene = new ReadmeScene();
        foreach (string directory in Directories)
        {
            Directory.CreateDirectory(scene._root.Combine(directory));
        }

        await File.WriteAllTextAsync(scene._root.Combine($"{Directories[1]}/lockfile"), "");
        Directory.CreateSymbolicLink(
            scene._root.Combine("samples"), Path.Join(WlmscpProgram.RepositoryRoot, "samples"));
        ProcessStartInfo program = WlmscpProgram.StartInfo();
        string words = string.Join(' ', program.ArgumentList.Prepend(program.FileName).Select(word => $"'{word}'"));
        string script = scene._root.Combine("bin/wlmscp");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nexec {words} \"$@\"\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.CreateSymbolicLink(scene._root.Combine("bin/python3"), "/usr/bin/python3"); // the one that has pydicom
        TestAuthority authority = await TestAuthority.CreateAsync(scene._root, "authority");
        await authority.IssueAsync("wlmscp");
        await authority.IssueAsync("ct1");
        return scene;
    }

    /// <summary>Runs a command to its end; of a server, until it serves.</summary>
    /// <returns>
    /// The exit code, and what it printed to standard output and standard error, as the page would have it; of a
    /// server, the line that says it is ready.
    /// </returns>
    public async Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        string here = Localize(command);
        ProcessStartInfo bash = StartInfo(Server().IsMatch(here) ? $"exec {here}" : here);
        if (!Server().IsMatch(here))
        {
            ProgramRun run = await ProgramRun.RunAsync(bash);
            return (run.ExitCode, Globalize(run.Output + run.Error));
        }

        await StopServerAsync();
        if (here.StartsWith("wlmscpfs ", StringComparison.Ordinal))
        {
            await StartWlmscpfsAsync(bash);
            return (0, "");
        }

        _daemon = await WlmscpProcess.StartAsync(bash);
        return (0, Globalize(_daemon.ReadyLine));
    }

    /// <summary>Waits until the server has logged a line, as the page would have it.</summary>
    public Task WaitForLogAsync(string line) => _daemon!.WaitForErrorLineAsync(
        logged => ReadmeText.Normalize(Globalize(logged)) == ReadmeText.Normalize(line));

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        _root.Dispose();
    }

    private string Localize(string command) => Port().Replace(
        Place().Replace(command.Replace(DotnetRun, "wlmscp", StringComparison.Ordinal), $"{_root.Path}$0"),
        port => _ports[port.Value]);

    private string Globalize(string output) => _ports.Aggregate(
        output.Replace(_root.Path, "", StringComparison.Ordinal),
        (text, port) => Regex.Replace(text, $@"\b{port.Value}\b", port.Key)); // no part of a date

    private ProcessStartInfo StartInfo(string command) => new("bash", ["-c", command])
    {
        WorkingDirectory = _root.Path,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["PATH"] = $"{_root.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["LC_ALL"] = "C", // bash complains of a locale that is not there
        },
    };

    // It says nothing when it listens.
    private async Task StartWlmscpfsAsync(ProcessStartInfo bash)
    {
        _wlmscpfs = Process.Start(bash)!;
        await Eventually.IsTrueAsync(IsWlmscpfsThere, "wlmscpfs listens");
    }

    private bool IsWlmscpfsThere()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", int.Parse(_ports["104"], CultureInfo.InvariantCulture));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task StopServerAsync()
    {
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
            _daemon = null;
        }

        if (_wlmscpfs is not null)
        {
            _wlmscpfs.Kill();
            await _wlmscpfs.WaitForExitAsync();
            _wlmscpfs.Dispose();
            _wlmscpfs = null;
            // A child of it may live a little longer, and have the port.
            await Eventually.IsTrueAsync(() => !IsWlmscpfsThere(), "wlmscpfs is gone");
        }
    }

    [GeneratedRegex(@"(?<![./0-9])\b(104|2762|11112|8080)\b(?![./])|(?<=:)8080(?=/)")]
    private static partial Regex Port();

    [GeneratedRegex("^wlmscp(fs)? +-(?!-list-)")]
    private static partial Regex Server();

    [GeneratedRegex("/(export|var)/")]
    private static partial Regex Place();
}
