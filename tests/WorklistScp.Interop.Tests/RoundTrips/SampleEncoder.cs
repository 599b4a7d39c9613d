using System.Buffers.Binary;
using System.Globalization;
using WorklistScp.Dicom.CharacterSets;

namespace WorklistScp.Interop.Tests.RoundTrips;

/// <summary>Makes data sets of samples.</summary>
internal static class SampleEncoder
{
    /// <summary>Makes a data set, text in the character set that it names.</summary>
    public static DicomDataset Encode(IEnumerable<Sample> samples) => Encode(samples, SpecificCharacterSet.Default);

    private static DicomDataset Encode(IEnumerable<Sample> samples, SpecificCharacterSet inherited)
    {
        SpecificCharacterSet own = samples.OfType<SampleElement>()
            .Where(sample => sample.Tag == DicomTag.SpecificCharacterSet)
            .Select(sample => SpecificCharacterSet.Parse(string.Join('\\', sample.Values)))
            .FirstOrDefault(inherited);
        return new DicomDataset(samples.Select(DicomItem (sample) => sample switch
        {
            SampleSequence sequence => new DicomSequence(
                sequence.Tag, [.. sequence.Items.Select(item => Encode(item, own))]),
            _ => Encode((SampleElement)sample, own),
        }));
    }

    private static DicomElement Encode(SampleElement sample, SpecificCharacterSet characterSet)
    {
        byte[] bytes = sample.VR.IsString
            ? Keys.Text(sample.Tag, sample.VR, string.Join('\\', sample.Values), characterSet).Value.ToArray()
            : [.. sample.Values.SelectMany(value => Encode(value, sample.VR))];
        return new DicomElement(sample.Tag, sample.VR, bytes);
    }

    private static byte[] Encode(string value, DicomVR vr)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        var bytes = new byte[vr.UnitSize];
        switch (vr.Code)
        {
            case "AT":
                return [.. Convert.FromHexString(value[..4]).Reverse(), .. Convert.FromHexString(value[4..]).Reverse()];
            case "FD":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.Parse(value, culture));
                return bytes;
            case "FL":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, float.Parse(value, culture));
                return bytes;
            case "SL" or "SS" or "SV" or "UL" or "US" or "UV":
                Span<byte> wide = stackalloc byte[16];
                BinaryPrimitives.WriteInt128LittleEndian(wide, Int128.Parse(value, culture));
                return wide[..vr.UnitSize].ToArray();
            default:
                return Convert.FromHexString(value);
        }
    }
}
