using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorklistScp.Dicom.Datasets;

/// <summary>Digests of data sets: those of the same content, as <see cref="DatasetComparison"/> has it, are the same.</summary>
public static class DatasetDigest
{
    private const byte EndOfItem = 0xff;

    /// <summary>Makes the SHA-256 of a data set, in hexadecimal digits.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="passedOver">Attributes that do not count, wherever they stand.</param>
    public static string Of(DicomDataset dataset, params ReadOnlySpan<DicomTag> passedOver)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, dataset, passedOver);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, DicomDataset dataset, ReadOnlySpan<DicomTag> passedOver)
    {
        foreach (DicomItem item in dataset)
        {
            if (passedOver.Contains(item.Tag))
            {
                continue;
            }

            Append(hash, (int)item.Tag.Value);
            hash.AppendData(Encoding.ASCII.GetBytes(item.VR.Code));
            if (item is DicomElement element)
            {
                // A value of odd length, which some write, has an even one in every file.
                Append(hash, element.Value.Length + (element.Value.Length % 2));
                hash.AppendData(element.Value.Span);
                hash.AppendData(element.Value.Length % 2 == 0 ? [] : [element.VR.PaddingByte]);
            }
            else if (item is DicomSequence sequence)
            {
                Append(hash, sequence.Items.Count);
                foreach (DicomDataset inner in sequence.Items)
                {
                    Append(hash, inner, passedOver);
                    hash.AppendData([EndOfItem]);
                }
            }
        }
    }

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
