using System.Buffers;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;
using WorklistScp.Dicom.Json;

namespace WorklistScp.Interop.Tests.KilledEditors;

/// <summary>Makes what <c>wlmscp add</c> takes of a group of entries.</summary>
internal static class EntrySource
{
    /// <summary>
    /// One entry of words; several of a table, if the name of the group begins with TABLE, else of a file each.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="version">The version.</param>
    /// <param name="directory">Where files are made.</param>
    public static IReadOnlyList<string> Make(EntryGroup group, string version, string directory) =>
        group.Size == 1 ? [.. group.WordsOf(group.PatientIDs[0], version)]
        : group.Name.StartsWith("TABLE", StringComparison.Ordinal) ? [WriteTable(group, version, directory)]
        : [.. group.PatientIDs.Index().Select(each => WriteFile(
            group.ToDataset(each.Item, version), Path.Join(directory, each.Item), each.Index))];

    private static string WriteTable(EntryGroup group, string version, string directory)
    {
        string path = Path.Join(directory, $"{group.Name}.csv");
        string[][][] rows =
        [
            .. group.PatientIDs.Select(id => group.WordsOf(id, version).Select(word => word.Split('=')).ToArray()),
        ];
        File.WriteAllLines(
            path,
            [
                string.Join(',', rows[0].Select(word => word[0])),
                .. rows.Select(row => string.Join(',', row.Select(word => word[1]))),
            ]);
        return path;
    }

    private static string WriteFile(DicomDataset dataset, string path, int number)
    {
        var output = new ArrayBufferWriter<byte>();
        switch (number % 3)
        {
            case 0:
                path += ".json";
                DicomJsonWriter.Write(dataset, output);
                break;
            case 1:
                path += ".dump";
                DicomDumpWriter.Write(
                    dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output, DicomDumpOptions.ForReading);
                break;
            default:
                path += ".wl";
                new DicomFile(dataset, DicomTransferSyntax.ExplicitVRLittleEndian).Write(output);
                break;
        }

        File.WriteAllBytes(path, output.WrittenSpan);
        return path;
    }
}
