namespace WorklistScp.Dicom.IO;

/// <summary>Turns values from one byte order into the other (PS3.5 7.3).</summary>
internal static class ByteOrder
{
    /// <summary>Copies the value with the bytes of each unit reversed; bytes behind the last whole unit stay.</summary>
    public static ReadOnlyMemory<byte> Swap(ReadOnlyMemory<byte> value, DicomVR vr)
    {
        if (vr.UnitSize == 1 || value.IsEmpty)
        {
            return value;
        }

        byte[] copy = value.ToArray();
        Swap(copy, vr);
        return copy;
    }

    /// <summary>Reverses the bytes of each unit in place.</summary>
    public static void Swap(Span<byte> value, DicomVR vr)
    {
        int unit = vr.UnitSize;
        for (var i = 0; i + unit <= value.Length; i += unit)
        {
            value.Slice(i, unit).Reverse();
        }
    }
}
