using System.Net;
using CsCheck;
using WorklistScp.Network.Access;

namespace WorklistScp.Network.Tests.Access;

public sealed class ProxyHeaderTests
{
    private const string Signature = "0D0A0D0A000D0A515549540A";

    private static readonly byte[] OverIPv4 = Convert.FromHexString(
        Signature + "21" + "11" + "0013" +      // version 2, PROXY | TCP over IPv4 | 19 bytes follow
        "C0000207" + "C6336401" +               // from 192.0.2.7 to 198.51.100.1
        "3039" + "0068" +                       // from port 12345 to port 104
        "04" + "0004" + "00000000");            // TLV: padding

    private static readonly byte[] OverIPv6 = Convert.FromHexString(
        Signature + "21" + "21" + "0024" +
        "20010DB8000000000000000000000001" + "20010DB8000000000000000000000002" + "3039" + "0068");

    [Fact]
    public void TryRead_OverIPv4_IsTheSource()
    {
        Assert.True(ProxyHeader.TryRead(OverIPv4, out int length, out IPEndPoint? source));
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:12345"), source);
        Assert.Equal(OverIPv4.Length, length);
    }

    [Fact]
    public void TryRead_OverIPv6_IsTheSource()
    {
        Assert.True(ProxyHeader.TryRead(OverIPv6, out _, out IPEndPoint? source));
        Assert.Equal(IPEndPoint.Parse("[2001:db8::1]:12345"), source);
    }

    [Fact]
    public void TryRead_IPv4WithinIPv6_IsIPv4()
    {
        byte[] header = [.. OverIPv6];
        IPAddress.Parse("::ffff:192.0.2.7").GetAddressBytes().CopyTo(header, 16);

        Assert.True(ProxyHeader.TryRead(header, out _, out IPEndPoint? source));
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:12345"), source);
    }

    [Theory]
    [InlineData("20" + "00" + "0000")] // LOCAL
    [InlineData("20" + "11" + "000C" + "C0000207C633640130390068")] // LOCAL: what follows does not count
    [InlineData("20" + "FF" + "0001" + "00")]
    [InlineData("21" + "00" + "0000")] // UNSPEC
    [InlineData("21" + "00" + "0003" + "040000")]
    public void TryRead_ProxyOnItsOwnBehalf_HasNoSource(string header)
    {
        Assert.True(ProxyHeader.TryRead(
            Convert.FromHexString(Signature + header), out int length, out IPEndPoint? source));
        Assert.Null(source);
        Assert.Equal(16 + Convert.ToInt32(header[4..8], 16), length);
    }

    [Theory]
    [InlineData("31" + "11" + "000C")] // version 3
    [InlineData("22" + "11" + "000C")] // no such command
    [InlineData("21" + "12" + "000C")] // UDP
    [InlineData("21" + "31" + "00D8")] // a UNIX socket
    [InlineData("21" + "11" + "000B")] // too short for the addresses
    [InlineData("21" + "21" + "0023")]
    [InlineData("21" + "11" + "1001")] // 4,097 bytes
    [InlineData("20" + "00" + "FFFF")]
    public void TryRead_WrongFixedPart_ThrowsBeforeTheRestHasCome(string header) => Assert.Throws<ProxyHeaderException>(
        () => ProxyHeader.TryRead(Convert.FromHexString(Signature + header), out _, out _));

    [Theory]
    [InlineData("\u0001")] // A-ASSOCIATE-RQ
    [InlineData("P")] // version 1
    [InlineData("\r\n\r\nX")]
    public void TryRead_OtherFirstByte_Throws(string text) => Assert.Throws<ProxyHeaderException>(
        () => ProxyHeader.TryRead(System.Text.Encoding.ASCII.GetBytes(text), out _, out _));

    [Fact]
    public void TryRead_EveryPrefix_WantsMore()
    {
        foreach (byte[] header in (byte[][])[OverIPv4, OverIPv6])
        {
            for (var count = 0; count < header.Length; count++)
            {
                Assert.False(ProxyHeader.TryRead(header.AsSpan(0, count), out int length, out _));
                Assert.Equal(count < 16 ? 16 : header.Length, length);
            }
        }
    }

    [Fact]
    public void TryRead_RandomBytesBehindTheSignature_ThrowsItsOwnExceptionAtMost() =>
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            try
            {
                ProxyHeader.TryRead([.. Convert.FromHexString(Signature), .. bytes], out int length, out _);
                Assert.InRange(length, 16, 16 + ProxyHeader.MaxVariableLength);
            }
            catch (ProxyHeaderException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: RandomCases.Of(20_000));
}
