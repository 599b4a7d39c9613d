using WorklistScp.Network.Tls;

namespace WorklistScp.Fuzz.Targets;

/// <summary>The first record of a TLS client, and what follows it.</summary>
internal sealed class ClientHelloTarget : FuzzTarget
{
    // TLS 1.3: cipher suites 1301 and 1302; groups x25519 and ffdhe8192; a share of x25519.
    private static readonly byte[] Hello = Convert.FromHexString(
        "160301008a" + "01000086" + "0303" + new string('5', 64) + "20" + new string('6', 64) + "0004" + "13011302"
        + "0100" + "0039" + "000a0006" + "0004001d0104" + "00330026" + "0024001d0020" + new string('7', 64)
        + "002b0001" + "00");

    /// <inheritdoc/>
    public override string Name => "hello";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Seeds { get; } = [Hello, [.. Hello, 20, 3, 3, 0, 1, 1]];

    /// <inheritdoc/>
    public override bool Run(byte[] input)
    {
        // As many bytes as are wanted are received, until it is whole.
        var have = 0;
        while (true)
        {
            int length;
            try
            {
                if (ClientHello.TryRead(input.AsSpan(0, have), out length))
                {
                    return true;
                }
            }
            catch (TlsHandshakeException)
            {
                return false;
            }

            if (length <= have || length > ClientHello.MaxLength)
            {
                throw new FindingException($"with {have} bytes {length} are wanted, at most {ClientHello.MaxLength} may be");
            }

            if (length > input.Length)
            {
                return false;
            }

            have = length;
        }
    }
}
