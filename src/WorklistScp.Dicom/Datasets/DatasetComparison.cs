namespace WorklistScp.Dicom.Datasets;

/// <summary>Finds where two data sets differ.</summary>
public static class DatasetComparison
{
    /// <summary>The first tag whose members are not the same bytes, with the sequences it is in; null: none.</summary>
    public static string? FindDifference(DicomDataset one, DicomDataset other)
    {
        foreach (DicomItem item in one)
        {
            if (FindDifference(item, other) is { } place)
            {
                return place;
            }
        }

        return other.Where(item => !one.Contains(item.Tag)).Select(item => item.Tag.ToString()).FirstOrDefault();
    }

    private static string? FindDifference(DicomItem item, DicomDataset other)
    {
        if (!other.TryGetItem(item.Tag, out DicomItem? found) || found.VR != item.VR)
        {
            return item.Tag.ToString();
        }

        return (item, found) switch
        {
            (DicomElement a, DicomElement b) => AreEqual(a.Value.Span, b.Value.Span) ? null : item.Tag.ToString(),
            (DicomSequence a, DicomSequence b) => FindDifference(a, b),
            _ => item.Tag.ToString(),
        };
    }

    private static string? FindDifference(DicomSequence one, DicomSequence other) =>
        one.Items.Count != other.Items.Count
            ? one.Tag.ToString()
            : one.Items.Zip(other.Items, FindDifference).Where(place => place is not null)
                .Select(place => $"{one.Tag}>{place}").FirstOrDefault();

    // A value of odd length, which some write, has an even one in every file.
    private static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length > other.Length
            ? AreEqual(other, one)
            : other.StartsWith(one) && other.Length - one.Length <= one.Length % 2;
}
