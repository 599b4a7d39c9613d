using System.Text;

namespace WorklistScp.Network.Access;

/// <summary>One file of hosts_access(5), parsed again when it has changed. One thread at a time.</summary>
internal sealed class HostsAccessFile(string path, HostsAccessReader reader)
{
    private const int MaxLength = 1 << 20;

    private byte[]? _bytes;
    private IReadOnlyList<HostsRule> _rules = [];
    private HostsAccessException? _problem;

    /// <summary>The rules that the file holds now; none if there is no file.</summary>
    /// <exception cref="HostsAccessException">It cannot be read or understood.</exception>
    public IReadOnlyList<HostsRule> Read()
    {
        // Times and sizes can hide a change; the few bytes themselves cannot.
        byte[] bytes = ReadBytes();
        if (_bytes is null || !bytes.AsSpan().SequenceEqual(_bytes))
        {
            Parse(bytes);
        }

        return _problem is null ? _rules : throw _problem;
    }

    private void Parse(byte[] bytes)
    {
        _bytes = bytes;
        _problem = null;
        try
        {
            _rules = reader.Read(Encoding.Latin1.GetString(bytes));
        }
        catch (HostsAccessException e)
        {
            _problem = e;
        }
    }

    private byte[] ReadBytes()
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            var buffer = new byte[(file.CanSeek ? Math.Min(file.Length, MaxLength) : MaxLength) + 1];
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length < buffer.Length ? buffer[..length] : throw Failed("it grows, or is longer than 1 MiB");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failed(Directory.Exists(path) ? "a directory" : e.Message, e);
        }
    }

    private HostsAccessException Failed(string problem, Exception? cause = null) =>
        new($"{path}: {problem}, expected a file of hosts_access(5) that can be read", cause);
}
