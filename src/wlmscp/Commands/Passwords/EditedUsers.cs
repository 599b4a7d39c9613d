using Wlmscp.Formats;
using WorklistScp.Storage.Editing;
using WorklistScp.Storage.Locks;
using WorklistScp.Web.Users;

namespace Wlmscp.Commands.Passwords;

/// <summary>The users file that a command changes.</summary>
internal sealed class EditedUsers
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly string _path;

    /// <summary>Looks at the file, which need not be there.</summary>
    /// <param name="path">The file; a link stays, and where it leads is changed.</param>
    /// <exception cref="ToolException">It is there, and cannot be used, or no file can be written there.</exception>
    public EditedUsers(string path)
    {
        _path = new FileInfo(path).LinkTarget is null
            ? path
            : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        Text = Read();

        // Before somebody types a password for nothing.
        try
        {
            WholeFile.CheckIn(Path.GetDirectoryName(Path.GetFullPath(_path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                ExitCode.Failed, $"{_path}: {OutputFile.ReasonOf(e, _path)}, expected a directory to write to", e);
        }
    }

    /// <summary>The text as it was last read.</summary>
    public UsersText Text { get; private set; }

    /// <summary>That others may read or change the file, if so.</summary>
    public OpenUsersFile? OpenToOthers { get; private set; }

    /// <summary>Changes the file; of those who do so at once, each has a turn.</summary>
    /// <param name="change">Makes the new text of the one that the file has then.</param>
    /// <exception cref="ToolException">The file cannot be used, or not with the change.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Change(Func<UsersText, UsersText> change)
    {
        using FileTurn turn = FileTurn.TakeAsync(_path, LongestWait, TimeProvider.System, CancellationToken.None)
            .GetAwaiter().GetResult();
        byte[] bytes = change(Read()).ToBytes();
        Text = UsersText.TryParse(bytes, out UserFault? fault)
            ?? throw new ToolException(ExitCode.Refused, $"{fault!.In(_path)}; nothing was changed");
        WholeFile.Replace(_path, bytes);
    }

    private UsersText Read()
    {
        if (FileVersion.TryOf(_path) is null)
        {
            return UsersText.Empty;
        }

        try
        {
            UsersReading reading = UsersFile.Read(_path);
            OpenToOthers = reading.OpenToOthers;
            return reading.Text;
        }
        catch (UsersFileException e)
        {
            throw new ToolException(ExitCode.Failed, e.Message, e);
        }
    }
}
