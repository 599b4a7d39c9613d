using System.Globalization;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Lines that say what is in a data set: path, VR and values, in the form of pydicom_view.py.</summary>
internal static class SampleText
{
    /// <summary>The lines of samples, those of items after their sequence.</summary>
    public static IEnumerable<string> LinesOf(IEnumerable<Sample> samples, string prefix = "") => samples
        .OrderBy(sample => sample.Tag)
        .SelectMany(sample => sample is SampleSequence sequence
            ? LinesOf(sequence, $"{prefix}{sequence.Tag.Value:X8}")
            : [LineOf((SampleElement)sample, prefix)]);

    /// <summary>The lines of a data set that was read.</summary>
    public static IEnumerable<string> LinesOf(DicomDataset dataset) => LinesOf(SampleDecoder.Decode(dataset));

    /// <summary>A line.</summary>
    public static string Line(string path, string vr, IEnumerable<string> values) =>
        $"{path} {vr} {string.Join(" | ", values)}".TrimEnd();

    private static IEnumerable<string> LinesOf(SampleSequence sequence, string path) =>
    [
        Line(path, "SQ", [$"{sequence.Items.Length}"]),
        .. sequence.Items.SelectMany((item, i) => LinesOf(item, $"{path}[{i + 1}].")),
    ];

    private static string LineOf(SampleElement sample, string prefix) => Line(
        $"{prefix}{sample.Tag.Value:X8}", sample.VR.Code,
        sample.Values is [""] ? [] : sample.Values.Select(value => ValueOf(value, sample.VR)));

    private static string ValueOf(string value, DicomVR vr)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return vr.Code switch
        {
            "FL" => $"{BitConverter.DoubleToUInt64Bits(float.Parse(value, culture)):x16}",
            "FD" or "DS" or "IS" => $"{BitConverter.DoubleToUInt64Bits(double.Parse(value, culture)):x16}",
            _ when vr.IsString => value.TrimEnd(' '),
            _ => value,
        };
    }
}
