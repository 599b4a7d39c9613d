using System.Text.Json;
using WorklistScp.Dicom.Json;

namespace Wlmscp.Terminal;

/// <summary>JSON on standard output, UTF-8.</summary>
internal static class JsonOutput
{
    /// <summary>Prints an array, and the end of its line.</summary>
    /// <param name="items">What it is made of.</param>
    /// <param name="write">Writes an item as one value.</param>
    public static void WriteArray<T>(IEnumerable<T> items, Action<T, Utf8JsonWriter> write)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, DicomJsonWriter.Readable))
        {
            json.WriteStartArray();
            foreach (T item in items)
            {
                write(item, json);
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
