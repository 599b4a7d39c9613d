using System.Net;
using System.Text;
using WorklistScp.Web.Users;

namespace WorklistScp.Web.Tests.Users;

/// <summary>Users for tests, whose passwords cost as little as may be.</summary>
internal static class UserSamples
{
    /// <summary>The password of <see cref="Desk"/>.</summary>
    public const string Password = "correct horse";

    /// <summary>Its hash: Python's hashlib.pbkdf2_hmac with the fewest iterations and the salt 000102...0f.</summary>
    public const string Hash =
        "pbkdf2-sha256:100000:000102030405060708090a0b0c0d0e0f:57f2c2f0739748d516419b062a884666323c583ea4ae165504a81f7b53c62a09";

    public static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    /// <summary>A user with a password.</summary>
    public static readonly User Desk = new("desk1", WebRole.Desk) { Password = PasswordHash.TryParse(Hash) };

    /// <summary>The users of a text that has to be right.</summary>
    public static UsersText Parse(string text)
    {
        UsersText? parsed = UsersText.TryParse(Encoding.UTF8.GetBytes(text), out UserFault? fault);
        Assert.True(parsed is not null, fault?.In("users"));
        return parsed;
    }

    /// <summary>A table of users.</summary>
    public static UserTable Table(params User[] users) => new(users);
}
