using WorklistScp.Network.Tls;

namespace WorklistScp.Network.Tests.Tls;

public sealed class ClientHelloTests
{
    private const ushort X25519 = 29;
    private const ushort Ffdhe3072 = 0x0101;
    private const ushort Ffdhe4096 = 0x0102;
    private const ushort Ffdhe8192 = 0x0104;
    private const ushort Grease = 0x0a0a;

    [Theory]
    [InlineData(new[] { X25519, Ffdhe8192 }, new[] { X25519 })]
    [InlineData(new[] { Ffdhe3072 }, new[] { Ffdhe3072 })]
    [InlineData(new[] { Grease, X25519 }, new[] { Grease, X25519 })]
    [InlineData(new[] { Ffdhe8192, X25519 }, new ushort[0])] // the server chooses, and takes the usual one
    [InlineData(new ushort[0], new ushort[0])]
    public void Hello_ThatCostsWhatIsUsual_IsTaken(ushort[] groups, ushort[] shares)
    {
        byte[] hello = Hello([.. Groups(groups), .. Shares(shares)]);

        for (var count = 0; count < hello.Length; count++)
        {
            Assert.False(ClientHello.TryRead(hello.AsSpan(0, count), out int wanted), $"{count} bytes");
            Assert.InRange(wanted, count + 1, hello.Length);
        }

        Assert.True(ClientHello.TryRead([.. hello, 1, 2, 3], out int length));
        Assert.Equal(hello.Length, length);
    }

    [Fact]
    public void Hello_WithoutExtensions_IsTaken() => Assert.True(ClientHello.TryRead(Record(Body), out _));

    [Theory]
    [InlineData(new[] { X25519, Ffdhe8192 }, new[] { X25519, Ffdhe8192 })]
    [InlineData(new[] { X25519, Ffdhe4096 }, new[] { Ffdhe4096 })]
    [InlineData(new[] { Ffdhe8192, Grease }, new ushort[0])] // the server could choose nothing else
    public void Hello_WithAnExpensiveKeyExchange_IsRefused(ushort[] groups, ushort[] shares)
    {
        var problem = Assert.Throws<TlsHandshakeException>(
            () => ClientHello.TryRead(Hello([.. Groups(groups), .. Shares(shares)]), out _));

        Assert.Contains("ffdhe4096 or more", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hello_InTwoRecords_IsRefused()
    {
        byte[] hello = Hello(Groups([X25519]));
        int half = hello.Length / 2;
        hello[4] = (byte)(half - 5);

        var problem = Assert.Throws<TlsHandshakeException>(() => ClientHello.TryRead(hello.AsSpan(0, half), out _));

        Assert.Contains("in pieces", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("474554")] // GET
    [InlineData("1602")] // no SSL 3 or TLS
    [InlineData("160301000001")] // an empty record
    [InlineData("160301400101")] // longer than a record may be
    [InlineData("160301000402")] // ServerHello
    [InlineData("1503010002022a")] // alert
    public void OtherBytes_AreNoTls(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex);

        Assert.Throws<TlsHandshakeException>(() => ClientHello.TryRead(bytes, out _));
    }

    [Fact]
    public void Hello_CutInAnyField_IsRefused_WithEachLengthAsItWas()
    {
        byte[] body = [.. Body, .. Field(2, [.. Groups([X25519]), .. Shares([X25519])])];

        for (var length = 0; length < body.Length; length++)
        {
            byte[] cut = Record(body[..length]);
            if (length == Body.Length)
            {
                Assert.True(ClientHello.TryRead(cut, out _)); // such a hello has no extensions
                continue;
            }

            var problem = Assert.Throws<TlsHandshakeException>(() => ClientHello.TryRead(cut, out _));
            Assert.Equal("the ClientHello ends within a field", problem.Message);
        }
    }

    // version | random | session | cipher suites | compression methods
    private static byte[] Body =>
        [3, 3, .. new byte[32], .. Field(1, new byte[32]), .. Field(2, [0x13, 0x01]), .. Field(1, [0])];

    private static byte[] Hello(byte[] extensions) => Record([.. Body, .. Field(2, extensions)]);

    private static byte[] Record(byte[] body) => [22, 3, 1, .. Field(2, [1, .. Field(3, body)])];

    private static byte[] Groups(ushort[] groups) =>
        [0, 10, .. Field(2, Field(2, [.. groups.SelectMany(group => Number(group, 2))]))];

    private static byte[] Shares(ushort[] groups) =>
        [0, 51, .. Field(2, Field(2, [.. groups.SelectMany(Share)]))];

    private static byte[] Share(ushort group) => [.. Number(group, 2), .. Field(2, new byte[32])];

    private static byte[] Field(int lengthBytes, byte[] value) => [.. Number(value.Length, lengthBytes), .. value];

    private static byte[] Number(int number, int bytes) =>
        [.. Enumerable.Range(1, bytes).Select(i => (byte)(number >> (8 * (bytes - i))))];
}
