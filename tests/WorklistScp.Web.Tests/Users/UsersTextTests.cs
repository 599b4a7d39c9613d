using System.Text;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

public sealed class UsersTextTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Whole =
        "\ufeff# Users\r\n"
        + "\n"
        + "desk1 desk password=" + UserSamples.Hash + "\n"
        + "  report\tread  token=" + Token + "  \n"
        + "# the scanner\n"
        + "ct1 read certificate=\"CN=ct1, O=\\\"Clinic, Inc\\\"\"\n"
        + "Jürgen.2@home admin proxy=\"juergen \\\\ home\" password=" + UserSamples.Hash + "\n";

    [Fact]
    public void Users_HaveWhatTheirLinesSay()
    {
        UserTable users = UserSamples.Parse(Whole).Users;

        Assert.Equal(["desk1", "report", "ct1", "Jürgen.2@home"], users.All.Select(user => user.Name));
        Assert.Equal([WebRole.Desk, WebRole.Read, WebRole.Read, WebRole.Admin], users.All.Select(user => user.Role));
        Assert.Equal(UserSamples.Desk, users.Find("desk1"));
        Assert.Null(users.Find("Desk1"));
        Assert.Equal(Token, users.Find("report")!.TokenHash);
        Assert.Equal("ct1", users.FindBySubject("CN=ct1,O=\"Clinic, Inc\"")?.Name);
        Assert.Equal("Jürgen.2@home", users.FindByProxyName("juergen \\ home")?.Name);
    }

    [Fact]
    public void ToBytes_AreThoseThatWereRead() =>
        Assert.Equal(Whole, Encoding.UTF8.GetString(UserSamples.Parse(Whole).ToBytes()));

    [Fact]
    public void With_ChangesOneLine_OrAddsOne()
    {
        UsersText text = UserSamples.Parse("# a\r\n\ndesk1 read proxy=x\n# b\nreport read token=" + Token);

        string changed = Encoding.UTF8.GetString(
            text.With(UserSamples.Desk).With(new User("new", WebRole.Admin) { ProxyName = "a \"b\\" }).ToBytes());

        Assert.Equal(
            $"# a\r\n\ndesk1 desk password={UserSamples.Hash}\n# b\nreport read token={Token}\nnew admin proxy=\"a \\\"b\\\\\"\n",
            changed);
        Assert.Equal("a \"b\\", UserSamples.Parse(changed).Users.Find("new")!.ProxyName);
    }

    [Fact]
    public void Without_RemovesOneLine() => Assert.Equal(
        "# a\nb read proxy=b\n",
        Encoding.UTF8.GetString(UserSamples.Parse("# a\na read proxy=a\nb read proxy=b\n").Without("a").ToBytes()));

    [Fact]
    public void With_WhatAnotherUserShows_IsRefused()
    {
        UsersText text = UserSamples.Parse("a read proxy=x\n");
        var rival = new User("b", WebRole.Read) { ProxyName = "x" };

        Assert.Equal("a", text.FindRival(rival)?.Name);
        Assert.Throws<ArgumentException>(() => text.With(rival));
        Assert.Throws<ArgumentException>(() => text.With(new User("b", WebRole.Read)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n\n", 0)]
    [InlineData("# only comments", 0)]
    [InlineData("a read proxy=x", 1)]
    public void Text_WithFewLines_HasSoManyUsers(string text, int count) =>
        Assert.Equal(count, UserSamples.Parse(text).Users.All.Count);

    [Theory]
    [InlineData("anna", "u:2: no role, expected NAME ROLE KEY=VALUE..., the role read, desk or admin")]
    [InlineData("anna boss proxy=x", "u:2: the second word is no role, expected NAME ROLE KEY=VALUE..., the role read, desk or admin")]
    [InlineData("anna Desk proxy=x", "u:2: the second word is no role, expected NAME ROLE KEY=VALUE..., the role read, desk or admin")]
    [InlineData("an:na desk proxy=x", "u:2: the first word is no name, expected 1 to 64 letters, digits, or . _ - + @ behind the first")]
    [InlineData("-anna desk proxy=x", "u:2: the first word is no name, expected 1 to 64 letters, digits, or . _ - + @ behind the first")]
    [InlineData("\"\" desk proxy=x", "u:2: the first word is no name, expected 1 to 64 letters, digits, or . _ - + @ behind the first")]
    [InlineData("anna desk", "u:2: no way to sign in, expected password=, token=, certificate= or proxy=")]
    [InlineData("anna desk hunter2", "u:2: a word that is not known behind the role, expected password=, token=, certificate= or proxy=")]
    [InlineData("anna desk pin=1", "u:2: a word that is not known behind the role, expected password=, token=, certificate= or proxy=")]
    [InlineData("anna desk proxy=x proxy=y", "u:2: proxy= twice, expected it once")]
    [InlineData("anna desk proxy=x # she", "u:2: a comment behind a user, expected it on a line of its own")]
    [InlineData("anna desk proxy=\"x", "u:2: a quotation mark without its second, expected both on one line, \\\" for one that is meant")]
    [InlineData("anna desk proxy=", "u:2: proxy= with a value that cannot be used, expected the name that the proxy gives, at most 256 characters")]
    [InlineData("anna desk token=0123", "u:2: token= with a value that cannot be used, expected the SHA-256 of a token, 64 hexadecimal digits")]
    [InlineData("anna desk certificate=ct1", "u:2: certificate= with a value that cannot be used, expected a subject such as \"CN=ct1, O=Clinic\", as openssl x509 -subject -nameopt RFC2253 prints it")]
    [InlineData("first desk proxy=y", "u:2: the name of a user before, expected each once")]
    [InlineData("anna desk proxy=first", "u:2: the name at the proxy of a user before, expected each once")]
    public void Line_ThatIsWrong_IsNamedWithWhatWasExpected_WithoutItsValues(string line, string expected)
    {
        byte[] text = Encoding.UTF8.GetBytes($"first read proxy=first\n{line}\nlast read proxy=last\n");

        Assert.Null(UsersText.TryParse(text, out UserFault? fault));
        Assert.Equal(expected, fault!.In("u"));
    }

    [Theory]
    [InlineData("pbkdf2-sha256:99999:")]
    [InlineData("pbkdf2-sha256:2000001:")]
    [InlineData("pbkdf2-sha256:99999999999999999999:")]
    [InlineData("pbkdf2-sha256:-600000:")]
    [InlineData("pbkdf2-sha1:600000:")]
    public void Password_WithIterationsOutOfBounds_OrAnotherMethod_IsRefused(string beginning)
    {
        string text = UserSamples.Hash.Replace("pbkdf2-sha256:100000:", beginning, StringComparison.Ordinal);

        Assert.Null(PasswordHash.TryParse(text));
        Assert.Null(UsersText.TryParse(Encoding.UTF8.GetBytes($"anna desk password={text}"), out UserFault? fault));
        Assert.StartsWith("u:1: password= with a value that cannot be used, expected pbkdf2-sha256:", fault!.In("u"), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_ThatIsTooLong_OrNoText_IsRefused()
    {
        Assert.Equal("u: longer than 1 MiB, expected a file of users", FaultOf(new byte[UsersText.MaxLength + 1]));
        Assert.Equal("u:2: a line that is too long, expected at most 4096 bytes", FaultOf([.. "\n"u8, .. new byte[5000]]));
        Assert.Equal("u:2: bytes that are no UTF-8, expected text", FaultOf([.. "# a\n#"u8, 0xff]));
        Assert.Equal(
            "u:20001: a line too many, expected at most 20000", FaultOf([.. Enumerable.Repeat((byte)'\n', 30_000), (byte)'#']));

        static string FaultOf(byte[] bytes)
        {
            Assert.Null(UsersText.TryParse(bytes, out UserFault? fault));
            return fault!.In("u");
        }
    }

    [Fact]
    public void Text_CutAnywhere_OrWithAnyByteChanged_IsReadOrFaulty()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Whole);
        for (var i = 0; i < bytes.Length; i++)
        {
            AssertReadOrFaulty(bytes[..i]);
            foreach (byte value in (byte[])[0, (byte)'\n', (byte)'"', (byte)'=', (byte)' ', 0xff])
            {
                AssertReadOrFaulty([.. bytes[..i], value, .. bytes[(i + 1)..]]);
            }
        }

        static void AssertReadOrFaulty(byte[] bytes) =>
            Assert.NotEqual(UsersText.TryParse(bytes, out UserFault? fault) is null, fault is null);
    }

    [Fact]
    public void User_InALog_IsHisNameAlone() => Assert.Equal("desk1", $"{UserSamples.Desk}");

    [Fact]
    public void Hash_IsThatOfOtherPrograms_AndOfNoOtherPassword()
    {
        PasswordHash hash = PasswordHash.TryParse(UserSamples.Hash.ToUpperInvariant().Replace("PBKDF2-SHA", "pbkdf2-sha"))!;

        Assert.True(hash.Matches(UserSamples.Password));
        Assert.False(hash.Matches(UserSamples.Password + " "));
        Assert.Equal(UserSamples.Hash, hash.ToText());
    }

    [Fact]
    public void Hash_OfANewPassword_HasTheUsualIterationsAndASaltOfItsOwn()
    {
        var hash = PasswordHash.Of("pass wörd");

        Assert.True(PasswordHash.TryParse(hash.ToText())!.Matches("pass wörd"));
        Assert.Equal(600_000, hash.Iterations);
        Assert.NotEqual(hash.ToText(), PasswordHash.Of("pass wörd").ToText());
    }

    [Fact]
    public void Token_IsFoundByItsHash_AndIsAlwaysNew()
    {
        string token = AccessToken.New();
        UserTable users = UserSamples.Table(new User("a", WebRole.Read) { TokenHash = AccessToken.HashOf(token) });

        Assert.Equal("a", users.FindByToken(token)?.Name);
        Assert.Null(users.FindByToken(AccessToken.New()));
        Assert.Null(users.FindByToken(AccessToken.HashOf(token)));
    }

    // Somebody may hash what he made up; it is no token nevertheless.
    [Fact]
    public void Token_ThatAPersonChose_IsNone() => Assert.Null(UserSamples.Table(
        new User("a", WebRole.Read) { TokenHash = AccessToken.HashOf("secret") }).FindByToken("secret"));
}
