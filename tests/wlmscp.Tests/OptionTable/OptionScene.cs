using System.Net;
using System.Net.Sockets;

namespace Wlmscp.Tests.OptionTable;

/// <summary>A directory of storage areas to try an option on.</summary>
internal sealed class OptionScene : IDisposable
{
    /// <summary>The Patient ID of the only complete entry.</summary>
    public const string PatientID = "COMPLETE";

    /// <summary>Its Patient's Name.</summary>
    public const string PatientName = "Händel^Georg";

    /// <summary>The Patient ID of the entry without Study Instance UID.</summary>
    public const string IncompletePatientID = "INCOMPLETE";

    private readonly TemporaryDirectory _directory = new();

    public OptionScene()
    {
        Area = new WorklistArea(Root);
        Area.Write("1.wl", new Entry { PatientID = PatientID, PatientName = PatientName, CharacterSet = "ISO_IR 100" });
        Area.Write("2.wl", new Entry { PatientID = IncompletePatientID, StudyInstanceUID = "" });
    }

    /// <summary>Whether the machine has the loopback address of IPv6.</summary>
    public static bool HasIPv6 { get; } = CanBind(IPAddress.IPv6Loopback);

    /// <summary>What <c>--dir</c> names.</summary>
    public string Root => _directory.Path;

    /// <summary>The area AETITLE_1.</summary>
    public WorklistArea Area { get; }

    /// <summary>A path besides the area.</summary>
    public string Combine(string name) => _directory.Combine(name);

    /// <summary>Starts the daemon on <see cref="Root"/>.</summary>
    public Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", Root, .. options]);

    /// <summary>Whether the daemon accepts a connection to an address.</summary>
    public static async Task<bool> AcceptsAsync(WlmscpProcess daemon, string address)
    {
        var ip = IPAddress.Parse(address);
        using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(ip, daemon.Port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The name of 127.0.0.1; null if there is none.</summary>
    public static string? FindLocalName()
    {
        try
        {
            return Dns.GetHostEntry(IPAddress.Loopback).HostName;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static bool CanBind(IPAddress address)
    {
        try
        {
            using var listener = new TcpListener(address, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _directory.Dispose();
}
