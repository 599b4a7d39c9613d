namespace WorklistScp.Worklist.Entries;

/// <summary>A data set in the form that entries keep.</summary>
/// <param name="Bytes">Explicit VR Little Endian, defined lengths, no group lengths, usual VRs.</param>
/// <param name="IsPlain">Whether all text, nested text too, means the same in every character set.</param>
internal readonly record struct EncodedEntry(byte[] Bytes, bool IsPlain);
