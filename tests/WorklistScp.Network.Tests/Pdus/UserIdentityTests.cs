using System.Text;
using CsCheck;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>The user identity sub-item (PS3.7 annex D.3.3.7).</summary>
public sealed class UserIdentityTests
{
    private const string Secret = "s3cret";

    /// <summary>Type, primary field, secondary field, and what may be said of them.</summary>
    public static TheoryData<byte, string, string, string> Identities => new()
    {
        { 1, "alice", "", "user name alice" },
        { 2, "alice", Secret, "user name alice with a passcode" },
        { 3, Secret, "", "Kerberos ticket of 6 bytes" },
        { 4, Secret, "", "SAML assertion of 6 bytes" },
        { 5, Secret, "", "JSON Web Token of 6 bytes" },
        { 9, Secret, Secret, "type 9 of 6 bytes" },
        { 1, "", "", "user name " },
        { 1, "J\u00fcrgen\n", "", "user name J\\xc3\\xbcrgen\\x0a" },
        { 1, new string('x', 65), "", "user name " + new string('x', 64) },
    };

    [Theory]
    [MemberData(nameof(Identities))]
    public void TryRead_Identity_KeepsNoSecrets(byte type, string primary, string secondary, string text)
    {
        Assert.True(UserIdentity.TryRead(
            [type, 1, .. Field(Encoding.UTF8.GetBytes(primary)), .. Field(Encoding.UTF8.GetBytes(secondary))],
            out UserIdentity? identity));

        Assert.Equal(text, identity.ToString());
        Assert.True(identity.IsResponseRequested);
    }

    [Theory]
    [InlineData("01 00 0001 41 0000", "user name A")]
    [InlineData("01 00 0001 41", "user name A")]        // no secondary field
    [InlineData("01 00 0001 41 0000 FF", "user name A")] // a byte behind it
    public void TryRead_ResponseNotRequested_IsKnown(string bytes, string text)
    {
        Assert.True(UserIdentity.TryRead(PduBytes.Hex(bytes), out UserIdentity? identity));

        Assert.Equal((false, text), (identity.IsResponseRequested, identity.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("01 01")]
    [InlineData("01 01 00")]
    [InlineData("01 01 0001")]
    [InlineData("01 01 FFFF 41")]
    [InlineData("02 01 0001 41 00")]
    [InlineData("02 01 0001 41 0002 41")]
    public void TryRead_FieldBeyondTheEnd_IsNone(string bytes) =>
        Assert.False(UserIdentity.TryRead(PduBytes.Hex(bytes), out _));

    [Fact]
    public void TryRead_AnyBytes_DoesNotThrow() => Gen.Byte.Array[0, 40].Sample(
        bytes => UserIdentity.TryRead(bytes, out UserIdentity? identity) == identity is not null);

    private static byte[] Field(byte[] bytes) => [0, (byte)bytes.Length, .. bytes];
}
