using System.Text;
using Wlmscp.Tests.Faults;

namespace Wlmscp.Tests.Hl7;

/// <summary>No room for what messages change: they are rejected and change nothing, and may come again.</summary>
public sealed class FullDiskOrderTests
{
    private const int MostPages = 8;

    [Theory]
    [InlineData("NW")]
    [InlineData("XO")]
    [InlineData("CA")]
    public async Task Message_OnAFullDisk_IsARAndChangesNothing_UntilThereIsRoom(string control)
    {
        using SmallFileSystem disk = await SmallFileSystem.MountAsync();
        var area = new WorklistArea(disk.Path);
        await using WlmscpProcess daemon = await WlmscpProcess.StartAsync("-v", "--dir", disk.Path, "--hl7-port", "0");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        await SendAsync(peer, Order("OTHER", "NW")); // makes the directories

        string? answer = null;
        for (var pages = 0; answer != "AA"; pages++)
        {
            Assert.InRange(pages, 0, MostPages);
            string number = $"N{pages}";
            if (control != "NW")
            {
                Assert.Equal("AA", await SendAsync(peer, Order(number, "NW")));
            }

            Dictionary<string, string> before = FilesOf(area);
            disk.FillBut(pages);
            answer = await SendAsync(peer, Order(number, control));
            if (answer != "AA")
            {
                Assert.Equal("AR", answer);
                Assert.Equal(before, FilesOf(area));
            }

            disk.Free();
            Assert.Equal("AA", await SendAsync(peer, Order(number, control)));
            Assert.NotEqual(before, FilesOf(area));
            AssertAndRemove(number, control, area);
        }

        await daemon.WaitForErrorLineAsync(line =>
            line.Contains(" a message cannot be carried out: ", StringComparison.Ordinal)
            && line.EndsWith(": No space left on device", StringComparison.Ordinal));
    }

    private static void AssertAndRemove(string number, string control, WorklistArea area)
    {
        string[] files = [.. FilesOf(area).Keys.Where(file => file.Contains(number, StringComparison.Ordinal))];
        string folder = control == "CA" ? "done/" : "";
        Assert.Equal([$"{folder}{number}-1.wl", $"{folder}{number}-2.wl"], files.Order(StringComparer.Ordinal));
        Array.ForEach(files, file => File.Delete(area.Combine(file)));
    }

    private static async Task<string?> SendAsync(MllpPeer peer, byte[] message)
    {
        await peer.SendAsync(Hl7Messages.Framed(message));
        return (await peer.ReceiveAsync())?.Split(' ')[0];
    }

    // Two steps; a change moves them.
    private static byte[] Order(string number, string control)
    {
        (string sent, string start) = control == "NW" ? ("0800", "0900") : ("0900", "1000");
        return Encoding.ASCII.GetBytes(
            $"MSH|^~\\&|RIS||||20261127{sent}||ORM^O01|{number}|P|2.3\rPID|||{number}||TEST^PATIENT\r"
            + string.Concat(Enumerable.Range(1, 2).Select(step =>
                $"ORC|{control}||{number}\rOBR|||{number}|CT^CT|||||||||||||||{number}|{number}-{step}||||CT|||^^^20261128{start}\r")));
    }

    // What the area is, without what is remembered of messages; nothing is there that has a temporary name.
    private static Dictionary<string, string> FilesOf(WorklistArea area) =>
        Directory.GetFiles(area.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(area.Path, file))
            .Where(file => !file.StartsWith("hl7/", StringComparison.Ordinal) || file.EndsWith(".tmp", StringComparison.Ordinal))
            .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(area.Combine(file))));
}
