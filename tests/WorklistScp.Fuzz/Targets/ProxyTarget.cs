using System.Net;
using WorklistScp.Network.Access;

namespace WorklistScp.Fuzz.Targets;

/// <summary>A header of the PROXY protocol, and what follows it.</summary>
internal sealed class ProxyTarget : FuzzTarget
{
    private const int MaxLength = ProxyHeader.FixedLength + ProxyHeader.MaxVariableLength;

    private static readonly byte[] Signature = "\r\n\r\n\0\r\nQUIT\n"u8.ToArray();

    /// <inheritdoc/>
    public override string Name => "proxy";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [.. Signature, 0x21, 0x11, 0, 12, 192, 0, 2, 7, 192, 0, 2, 1, 0xc0, 0x01, 0, 104],
        [.. Signature, 0x21, 0x11, 0, 19, 192, 0, 2, 7, 192, 0, 2, 1, 0xc0, 0x01, 0, 104, 4, 0, 4, 0, 0, 0, 0, 1, 0],
        [.. Signature, 0x21, 0x21, 0, 36, .. new byte[36], 1, 0, 0, 0],
        [.. Signature, 0x20, 0x00, 0, 0, 1, 0],
        [.. Signature, 0x21, 0x00, 0, 3, 4, 0, 0],
    ];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        // The receiver asks for as many bytes as the header is said to have at least, until it is there.
        var have = 0;
        while (true)
        {
            (bool isRead, int length, IPEndPoint? source) read;
            try
            {
                read.isRead = ProxyHeader.TryRead(input.AsSpan(0, have), out read.length, out read.source);
            }
            catch (ProxyHeaderException)
            {
                return false;
            }

            if (read.isRead)
            {
                return true;
            }

            if (read.length <= have || read.length > MaxLength || read.source is not null)
            {
                throw new FindingException($"with {have} bytes {read.length} are wanted, at most {MaxLength} may be");
            }

            if (read.length > input.Length)
            {
                return false;
            }

            have = read.length;
        }
    }
}
