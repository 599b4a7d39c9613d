using System.Text;

namespace Wlmscp.CommandLine;

/// <summary>Replaces <c>@file</c> on a command line by the words of the file, as DCMTK's programs do.</summary>
internal static class CommandFile
{
    /// <summary>The longest file, in bytes; command lines of the system are no longer than about twice that.</summary>
    public const int MaxLength = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Replaces each word that begins with <c>@</c>, values of options too. Words of a file are not replaced again.
    /// </summary>
    /// <exception cref="CommandFileException">A file cannot be read, or is no text, or too long.</exception>
    public static string[] Expand(IEnumerable<string> args) =>
        [.. args.SelectMany(arg => arg is ['@', _, ..] ? CommandFileWords.Split(Read(arg[1..])) : [arg])];

    private static string Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Decode(path, ReadBytes(path, file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failed(path, "no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Failed(path, Directory.Exists(path) ? "a directory" : "permission denied", e);
        }
        catch (IOException e)
        {
            throw Failed(path, e.Message, e);
        }
    }

    // A pipe, such as the shell's <(command), and a device tell no length beforehand.
    private static ReadOnlySpan<byte> ReadBytes(string path, FileStream file)
    {
        if (file.CanSeek && file.Length > MaxLength)
        {
            throw Failed(path, "longer than 1 MiB");
        }

        var buffer = new byte[MaxLength + 1];
        int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length > MaxLength ? throw Failed(path, "longer than 1 MiB") : buffer.AsSpan(0, length);
    }

    private static string Decode(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
        {
            throw Failed(path, "holds a NUL byte");
        }

        try
        {
            return Utf8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw Failed(path, "not UTF-8", e);
        }
    }

    private static CommandFileException Failed(string path, string problem, Exception? cause = null) =>
        new($"@{path}: {problem}, expected a text file with words of a command line", cause);
}
