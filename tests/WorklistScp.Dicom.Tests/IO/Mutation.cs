using CsCheck;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>Good bytes with a few of them changed, taken out or put in.</summary>
internal static class Mutation
{
    private static readonly Gen<byte> GenByte =
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff));

    public static Gen<byte[]> Of(byte[] good) =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, good.Length - 1], GenByte).Array[1, 4].Select(changes =>
        {
            var bytes = new List<byte>(good);
            foreach ((int kind, int position, byte value) in changes)
            {
                Apply(bytes, kind, Math.Min(position, bytes.Count - 1), value);
            }

            return bytes.ToArray();
        });

    private static void Apply(List<byte> bytes, int kind, int position, byte value)
    {
        switch (kind)
        {
            case 0:
                bytes[position] = value;
                break;
            case 1:
                bytes.Insert(position, value);
                break;
            default:
                bytes.RemoveAt(position);
                break;
        }
    }
}
