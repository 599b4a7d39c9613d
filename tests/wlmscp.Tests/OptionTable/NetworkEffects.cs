using System.Text;

namespace Wlmscp.Tests.OptionTable;

/// <summary>How the daemon listens, which associations it accepts, and for how long.</summary>
internal static class NetworkEffects
{
    public static OptionEffect[] All { get; } =
    [
        new(["--single-process", "-s"], SingleProcessAsync),
        new(["--fork"], ForkAsync),
        new(["--ipv4", "-i4"], (scene, form) => ListensAsync(scene, true, false, "-i6", form)),
        new(["--ipv6", "-i6"], (scene, form) => ListensAsync(scene, false, true, form)),
        new(["--ip-auto", "-i0"], (scene, form) => ListensAsync(scene, true, true, form)),
        new(["--acse-timeout", "-ta"], AcseTimeoutAsync),
        new(["--dimse-timeout", "-td"], DimseTimeoutAsync),
        new(["--max-associations"], MaxAssociationsAsync),
        new(["--refuse"], (scene, form) => RejectedAsync(scene, form, new AssociateRequest())),
        new(
            ["--reject"],
            (scene, form) => RejectedAsync(scene, form, new AssociateRequest { ImplementationClassUID = null })),
        new(["--acknowledge-user-identity"], AcknowledgeUserIdentityAsync),
        new(["--negotiate-fuzzy-names"], (scene, form) => NegotiatesAsync(scene, form, "01010100")),
        new(["--negotiate-timezones"], (scene, form) => NegotiatesAsync(scene, form, "01010001")),
        new(["--max-pdu", "-pdu"], MaxPduAsync),
        new(["--disable-host-lookup", "-dhl"], DisableHostLookupAsync),
    ];

    private static async Task SingleProcessAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form);
        RawPeer first = await RawPeer.AssociateAsync(daemon);
        await using RawPeer second = await RawPeer.ConnectAsync(daemon);
        await second.SendAsync(new AssociateRequest().ToBytes());
        Task<byte[]?> answer = second.ReceiveAsync();

        await first.SendAsync(RawPeer.Command(1, DicomUID.Verification, 0x0030, 1, hasDataSet: false));
        Assert.NotNull(await first.ReceiveAsync());
        Assert.False(answer.IsCompleted);
        await first.DisposeAsync();

        Assert.Equal(2, (await answer)![0]);
    }

    private static async Task ForkAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync("-s", form, "-v");
        await using RawPeer first = await RawPeer.AssociateAsync(daemon);
        await using RawPeer second = await RawPeer.AssociateAsync(daemon);

        await daemon.WaitForErrorLineAsync(line => line.Contains(form, StringComparison.Ordinal));
    }

    private static async Task ListensAsync(OptionScene scene, bool onIPv4, bool onIPv6, params string[] options)
    {
        Assert.SkipUnless(OptionScene.HasIPv6, "this machine has no IPv6");
        await using WlmscpProcess daemon = await scene.StartAsync(options);

        Assert.Equal(onIPv4, await OptionScene.AcceptsAsync(daemon, "127.0.0.1"));
        Assert.Equal(onIPv6, await OptionScene.AcceptsAsync(daemon, "::1"));
    }

    // All is proposed (PS3.4 K.5.1).
    private static async Task NegotiatesAsync(OptionScene scene, string form, string answered)
    {
        const string Worklist = "1.2.840.10008.5.1.4.31";
        await using WlmscpProcess daemon = await scene.StartAsync(form);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(new AssociateRequest
        {
            FurtherUserItems = AssociateRequest.Item(
                0x56, [0, (byte)Worklist.Length, .. Encoding.ASCII.GetBytes(Worklist), 1, 1, 1, 1]),
        }.ToBytes());

        Assert.EndsWith(
            answered, Convert.ToHexString(AssociateAnswer.UserItems((await peer.ReceiveAsync())!, 0x56).Single()),
            StringComparison.Ordinal);
    }

    private static async Task AcseTimeoutAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);

        await peer.AssertClosedAsync();
        await daemon.WaitForErrorLineAsync(line => line.Contains("did not act in time", StringComparison.Ordinal));
    }

    private static async Task DimseTimeoutAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using RawPeer peer = await RawPeer.AssociateAsync(daemon);

        await peer.AssertAbortedAsync();
    }

    private static async Task MaxAssociationsAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "1");
        await using RawPeer first = await RawPeer.AssociateAsync(daemon);

        Assert.Equal([2, 3, 2], await RejectionAsync(daemon, new AssociateRequest()));
    }

    private static async Task RejectedAsync(OptionScene scene, string form, AssociateRequest request)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form);

        Assert.Equal([1, 1, 1], await RejectionAsync(daemon, request));
    }

    // PS3.8 table 9-21: 7 reserved | 8 result | 9 source | 10 reason
    private static async Task<byte[]> RejectionAsync(WlmscpProcess daemon, AssociateRequest request)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(request.ToBytes());
        byte[] answer = (await peer.ReceiveAsync())!;
        Assert.Equal(3, answer[0]);
        return answer[7..];
    }

    private static async Task AcknowledgeUserIdentityAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form);
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(new AssociateRequest
        {
            // PS3.7 D.3.3.7.1: user name, positive response requested, name of one byte, no passcode
            FurtherUserItems = AssociateRequest.Item(0x58, [1, 1, 0, 1, (byte)'A', 0, 0]),
        }.ToBytes());

        Assert.Single(AssociateAnswer.UserItems((await peer.ReceiveAsync())!, 0x59));
    }

    private static async Task MaxPduAsync(OptionScene scene, string form)
    {
        await using WlmscpProcess daemon = await scene.StartAsync(form, "4096");
        await using RawPeer peer = await RawPeer.ConnectAsync(daemon);
        await peer.SendAsync(new AssociateRequest().ToBytes());

        Assert.Equal(4096, AssociateAnswer.MaxPduLength((await peer.ReceiveAsync())!));
    }

    private static async Task DisableHostLookupAsync(OptionScene scene, string form)
    {
        string? name = OptionScene.FindLocalName();
        Assert.SkipWhen(name is null, "this machine has no name for 127.0.0.1");
        await using WlmscpProcess named = await scene.StartAsync("-v");
        await using WlmscpProcess unnamed = await scene.StartAsync("-v", form);
        foreach (WlmscpProcess daemon in (WlmscpProcess[])[named, unnamed])
        {
            await daemon.AssertServesAsync();
        }

        await named.WaitForErrorLineAsync(line => line.Contains(name!, StringComparison.Ordinal));
        await unnamed.AssertServesAsync();
        Assert.Equal(0, await unnamed.StopAsync());
        Assert.DoesNotContain(unnamed.ErrorLines, line => line.Contains(name!, StringComparison.Ordinal));
    }
}
