using System.CommandLine;
using Wlmscp.CommandLine;
using Wlmscp.Terminal;
using WorklistScp.Web;
using WorklistScp.Web.Users;

namespace Wlmscp.Commands.Passwords;

/// <summary><c>wlmscp passwd FILE NAME</c>: makes, changes and removes users of what is served over HTTP.</summary>
internal static class PasswdCommand
{
    private const string Prose = """
        Makes the user *NAME* in *FILE*, or gives one who is there another password. It is asked for twice on a terminal;
        from elsewhere it is the first line of standard input. It has 8 characters at least.

        A role says what a user may do: `read` sees entries, `desk` also makes, changes and removes them, `admin` also
        sees users, metrics and configuration. A new user needs `--role`; one who is there keeps the role without it.
        `--token` gives a bearer token for scripts, in place of the one before: it is printed this once, the file has
        its SHA-256. `--certificate` lets in who has the client certificate of a subject, the most specific name first,
        as `openssl x509 -noout -subject -nameopt RFC2253` prints it. A password stays beside either.

        The file is text with a line for each user, and can be edited: other ways to sign in are deleted there, and
        `proxy=`*NAME* added, the name that a proxy gives. Comments and other lines stay as they are. It is written whole
        or not at all, for its owner alone if it is new; commands that change it at once wait for each other. The daemon
        reads it anew within a second.

            wlmscp passwd --role desk /etc/wlmscp/users desk1
            wlmscp passwd --role read --token /etc/wlmscp/users report > token
        """;

    /// <summary>Makes the command.</summary>
    public static Tool Create()
    {
        Option<WebRole?> role = ValueParsers.Choice(
            "--role", "ROLE", $"what the user may do: {RoleName.Expected} (default: as before)", RoleName.All);
        Option<bool> token = ValueParsers.Flag("--token", "print a new bearer token, in place of asking for a password");
        Option<string?> certificate = ValueParsers.Text(
            "--certificate", "SUBJECT", "let in who has the client certificate, in place of asking for a password",
            value => CertificateSubject.TryNormalize(value) is { } subject
                ? new Parsed<string?>(subject)
                : new Parsed<string?>(null, CertificateSubject.Expected));
        Option<bool> remove = ValueParsers.Flag("--remove", "remove the user");
        var file = new Argument<string>("FILE") { Description = "the file with the users" };
        var name = new Argument<string>("NAME") { Description = "the name of the user" };
        var command = new Command("passwd", "make, change and remove users of what is served over HTTP")
        {
            file, name, role, token, certificate, remove,
        };
        command.Validators.Add(result =>
        {
            Option[] given = [.. new Option[] { remove, token, certificate }.Where(option => result.GetResult(option) is not null)];
            if (given.Length > 1)
            {
                result.AddError($"{given[0].Name}: not with {given[1].Name}");
            }
            else if (given is [var only] && only == remove && result.GetResult(role) is not null)
            {
                result.AddError("--remove: not with --role");
            }

            if (result.GetResult(name)?.Tokens is [{ Value: { Length: > 0 } word }] && !UserName.IsValid(word))
            {
                result.AddError($"NAME: '{word}', expected {UserName.Expected}");
            }
        });
        command.SetAction(result => ToolRunner.Run("passwd", () =>
        {
            var users = new EditedUsers(result.GetRequiredValue(file));
            var user = new ChosenUser(result.GetRequiredValue(file), result.GetRequiredValue(name), result.GetValue(role));
            if (result.GetValue(remove))
            {
                Remove(users, user);
            }
            else if (result.GetValue(token))
            {
                GiveToken(users, user);
            }
            else if (result.GetValue(certificate) is { } subject)
            {
                Set(users, user, each => each with { Subject = subject });
            }
            else
            {
                user.In(users.Text); // before somebody types a password for nothing
                var hash = PasswordHash.Of(TypedPassword.Ask(user.Name));
                Set(users, user, each => each with { Password = hash });
            }

            if (users.OpenToOthers is { } open)
            {
                StandardStreams.WriteError($"wlmscp passwd: warning: {PrintableText.Of($"{open}")}");
            }

            return ExitCode.Success;
        }));
        return new Tool(
            command,
            "`wlmscp passwd` [`--role` *ROLE*] [`--token` | `--certificate` *SUBJECT* | `--remove`] *FILE* *NAME*",
            Prose)
        {
            Example = "wlmscp passwd --role desk users desk1",
        };
    }

    private static void Remove(EditedUsers users, ChosenUser user)
    {
        user.AtPresent(users.Text); // a file that is not there is not made for that
        users.Change(text => text.Without(user.AtPresent(text).Name));
        Console.WriteLine($"removed {user.Name}");
    }

    private static void GiveToken(EditedUsers users, ChosenUser user)
    {
        string token = AccessToken.New();
        Change(users, user, each => each with { TokenHash = AccessToken.HashOf(token) });
        Console.WriteLine(token);
    }

    private static void Set(EditedUsers users, ChosenUser user, Func<User, User> set)
    {
        bool isNew = Change(users, user, set);
        Console.WriteLine($"{(isNew ? "added" : "changed")} {user.Name}, {RoleName.Of(users.Text.Users.Find(user.Name)!.Role)}");
    }

    private static bool Change(EditedUsers users, ChosenUser user, Func<User, User> set)
    {
        user.In(users.Text); // a file that is not there is not made in vain
        var isNew = false;
        users.Change(text =>
        {
            isNew = text.Users.Find(user.Name) is null;
            User changed = set(user.In(text));
            return text.FindRival(changed) is { } rival
                ? throw new ToolException(
                    ExitCode.Conflict, $"{user.File}: the certificate of {rival.Name}, expected one that nobody else has")
                : text.With(changed);
        });
        return isNew;
    }
}
