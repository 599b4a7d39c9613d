using WorklistScp.Dicom.IO;

namespace Wlmscp.Tests.Hl7;

/// <summary>Senders that lose their connection at any byte, and repeat: never two entries, never none.</summary>
public sealed class LostConnectionTests : IDisposable
{
    private const string Earlier = "00001"; // the entry of the scene

    private static readonly int FramedLength = Hl7Messages.Framed(Hl7Messages.ShortOrder(NumberOf(0))).Length;

    private readonly Hl7Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    // At the last place, all was sent and the answer is not read.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_LostAtEachByteAndRepeated_IsOneEntry(bool isReset)
    {
        string[] numbers = [.. Enumerable.Range(0, FramedLength + 1).Select(NumberOf)];
        await using WlmscpProcess daemon = await _scene.StartAsync();
        for (var at = 0; at < numbers.Length; at++)
        {
            byte[] message = Hl7Messages.Framed(Hl7Messages.ShortOrder(numbers[at]));
            await LoseAsync(daemon, message.AsMemory(0, at), isReset);

            using MllpPeer again = await MllpPeer.ConnectAsync(daemon);
            await again.SendAsync(message);
            Assert.Equal($"AA {numbers[at]}", await again.ReceiveAsync());
        }

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal([Earlier, .. numbers], AccessionNumbers());
    }

    // Without the very last byte, it may still go on.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_CutAtEachByte_IsNotCarriedOut(bool isReset)
    {
        await using WlmscpProcess daemon = await _scene.StartAsync();
        byte[] message = Hl7Messages.Framed(Hl7Messages.ShortOrder(NumberOf(0)));
        for (var at = 0; at < FramedLength; at++)
        {
            await LoseAsync(daemon, message.AsMemory(0, at), isReset);
        }

        Assert.Equal(0, await daemon.StopAsync());
        Assert.Equal([Earlier], AccessionNumbers());
    }

    private static string NumberOf(int at) => $"N{at:0000}";

    private static async Task LoseAsync(WlmscpProcess daemon, ReadOnlyMemory<byte> bytes, bool isReset)
    {
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        await peer.SendAsync(bytes);
        if (isReset)
        {
            peer.Reset();
        }
        else
        {
            peer.CloseSending();
        }
    }

    private IEnumerable<string> AccessionNumbers() =>
        Directory.GetFiles(_scene.Area.Path, "*.wl", SearchOption.AllDirectories)
            .Select(file => DicomFile.Read(File.ReadAllBytes(file)).Dataset)
            .Select(entry => entry.TryGetString(DicomTag.AccessionNumber, out string? number) ? number : "")
            .Order(StringComparer.Ordinal);
}
