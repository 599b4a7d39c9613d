using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wlmscp.Tests.Load;

/// <summary>
/// Writes all entries of an area anew, again and again, each time under the exclusive lock: a generation, whose number
/// is in every entry. Uses the ways of writing and the kinds of lock in turn.
/// </summary>
/// <param name="area">The area.</param>
/// <param name="onlyRenames">Whether files are only renamed into place.</param>
internal sealed class GenerationWriter(WorklistArea area, bool onlyRenames = false)
{
    public const int Entries = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly Action<string, byte[]>[] _ways =
        onlyRenames ? [WriteAndRename] : [WriteInPlace, WriteAndRename, DeleteAndCreate];

    private readonly byte[][] _files = [.. Enumerable.Range(0, Entries).Select(Encode)];
    private int _finished;
    private int _begun;

    /// <summary>The last generation of which all is written and the lock released.</summary>
    public int Finished => Volatile.Read(ref _finished);

    /// <summary>The last generation of which something may be written.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>How many generations have each way of writing under each kind of lock.</summary>
    public int Combinations => _ways.Length * 2;

    /// <summary>The patient ID in the entries of a generation; always of the same length.</summary>
    public static string NameOf(int generation) => $"G{generation.ToString("00000000", CultureInfo.InvariantCulture)}";

    /// <summary>The generation of a patient ID.</summary>
    public static int NumberOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Writes the first files, while nobody reads.</summary>
    public void WriteFirst() => WriteAll(DeleteAndCreate);

    /// <summary>Writes one more generation.</summary>
    public async Task WriteNextAsync(CancellationToken cancellationToken)
    {
        int generation = Finished + 1;
        using (await LockAsync(isRecordLock: generation % 2 == 0, cancellationToken))
        {
            Volatile.Write(ref _begun, generation);
            Array.ForEach(_files, file => Rename(file, generation));
            WriteAll(_ways[generation % _ways.Length]);
        }

        Volatile.Write(ref _finished, generation);
    }

    private async Task<SafeFileHandle> LockAsync(bool isRecordLock, CancellationToken cancellationToken)
    {
        while (true)
        {
            SafeFileHandle? held =
                isRecordLock ? LockFiles.TryLockRecord(area.LockFile) : LockFiles.TryFlock(area.LockFile);
            if (held is not null)
            {
                return held;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private void WriteAll(Action<string, byte[]> write)
    {
        for (var i = 0; i < Entries; i++)
        {
            write(area.Combine($"{i}.wl"), _files[i]);
        }
    }

    private static byte[] Encode(int number) => WorklistArea.Encode(new Entry
    {
        PatientID = NameOf(0),
        StepDescription = NameOf(0),
        AccessionNumber = number.ToString(CultureInfo.InvariantCulture),
        StudyInstanceUID = $"2.25.{number + 1}",
    }.ToDataset());

    // In the bytes: each file keeps its size, and making them takes little time from what is tested.
    private static void Rename(Span<byte> file, int generation)
    {
        Span<byte> name = stackalloc byte[NameOf(0).Length];
        Encoding.ASCII.GetBytes(NameOf(generation), name);
        Span<byte> first = file[file.IndexOf("G0"u8)..];
        Span<byte> second = first[name.Length..];
        name.CopyTo(first);
        name.CopyTo(second[second.IndexOf("G0"u8)..]);
    }

    private static void WriteInPlace(string path, byte[] bytes)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        // In two steps, as from a program with a small buffer.
        int half = bytes.Length / 2;
        RandomAccess.Write(file, bytes.AsSpan(..half), 0);
        RandomAccess.Write(file, bytes.AsSpan(half..), half);
    }

    private static void WriteAndRename(string path, byte[] bytes)
    {
        string temporary = path + ".new";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }

    private static void DeleteAndCreate(string path, byte[] bytes)
    {
        File.Delete(path);
        File.WriteAllBytes(path, bytes);
    }
}
