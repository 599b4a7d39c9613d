using WorklistScp.Web;
using WorklistScp.Web.Users;

namespace Wlmscp.Commands.Passwords;

/// <summary>The user that a command is about.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role that the user is to have; null: that of before.</param>
internal sealed record ChosenUser(string File, string Name, WebRole? Role)
{
    /// <summary>The user with the role, new if there was none.</summary>
    /// <exception cref="ToolException">A new one has no role.</exception>
    public User In(UsersText text) => (text.Users.Find(Name), Role) switch
    {
        ({ } user, { } role) => user with { Role = role },
        ({ } user, null) => user,
        (null, { } role) => new User(Name, role),
        _ => throw new ToolException(
            ExitCode.Usage, $"{File}: no user '{Name}', expected one who is there, or --role {RoleName.Expected} for a new one"),
    };

    /// <summary>The user, who has to be there.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public User AtPresent(UsersText text) => text.Users.Find(Name)
        ?? throw new ToolException(ExitCode.Negative, $"{File}: no user '{Name}', expected one who is there");
}
