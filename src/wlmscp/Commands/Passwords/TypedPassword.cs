using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Wlmscp.Terminal;
using WorklistScp.Web.Users;

namespace Wlmscp.Commands.Passwords;

/// <summary>A password as it is given to a command: typed twice on a terminal, or a line of standard input.</summary>
internal static class TypedPassword
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string ExpectedLength = string.Create(
        CultureInfo.InvariantCulture, $"{PasswordHash.ShortestPassword} to {PasswordHash.LongestPassword} characters");

    /// <summary>Asks for it.</summary>
    /// <param name="name">Whose it is.</param>
    /// <exception cref="ToolException">There is none, it is too short or too long, or was not the same twice.</exception>
    public static string Ask(string name)
    {
        if (Console.IsInputRedirected)
        {
            using Stream redirected = Console.OpenStandardInput();
            return ReadLine(redirected);
        }

        // The console would show itself what it reads of a terminal.
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var echo = TerminalEcho.TurnOff();
        string first = Prompt(input, $"new password of {name}: ");
        return Prompt(input, "the same again: ") == first
            ? first
            : throw new ToolException(ExitCode.Refused, "two passwords, expected the same twice; nothing was changed");
    }

    private static string Prompt(Stream input, string text)
    {
        Console.Error.Write(text);
        try
        {
            return ReadLine(input);
        }
        finally
        {
            Console.Error.WriteLine(); // that of the one who typed was not shown
        }
    }

    // Byte by byte: what follows the line is not this program's.
    private static string ReadLine(Stream input)
    {
        var line = new byte[(PasswordHash.LongestPassword * 3) + 2];
        var length = 0;
        while (length < line.Length && input.Read(line, length, 1) == 1 && line[length] != '\n')
        {
            length++;
        }

        try
        {
            string password = Strict.GetString(line, 0, length).TrimEnd('\r');
            return password.Length switch
            {
                0 => throw new ToolException(ExitCode.Refused, "no password, expected one line of standard input"),
                < PasswordHash.ShortestPassword or > PasswordHash.LongestPassword => throw new ToolException(
                    ExitCode.Refused,
                    $"a password that is too {(password.Length > PasswordHash.LongestPassword ? "long" : "short")}, "
                        + $"expected {ExpectedLength}"),
                _ => password,
            };
        }
        catch (DecoderFallbackException e)
        {
            throw new ToolException(ExitCode.Refused, "a password that is no UTF-8, expected text", e);
        }
    }
}
