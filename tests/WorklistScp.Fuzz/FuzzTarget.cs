using WorklistScp.Fuzz.Targets;

namespace WorklistScp.Fuzz;

/// <summary>What is fed with bytes that nobody has checked.</summary>
internal abstract class FuzzTarget
{
    protected const long Megabyte = 1024 * 1024;

    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new PduTarget(),
        new AssociationTarget(),
        new DatasetTarget("dataset-implicit", DicomTransferSyntax.ImplicitVRLittleEndian),
        new DatasetTarget("dataset-explicit", DicomTransferSyntax.ExplicitVRLittleEndian),
        new DatasetTarget("dataset-big", DicomTransferSyntax.ExplicitVRBigEndian),
        new DatasetTarget("dataset-deflated", DicomTransferSyntax.DeflatedExplicitVRLittleEndian),
        new FileTarget(),
        new DumpTarget(),
        new CharacterSetTarget(),
        new QueryTarget(),
        new MppsTarget(),
        new HostsTarget(),
        new ProxyTarget(),
        new ClientHelloTarget(),
        new RevocationListTarget(),
        new JsonTarget(),
        new XmlTarget(),
        new Hl7Target(),
        new MllpTarget(),
        new MappingTarget(),
    ];

    /// <summary>Its name on the command line and in the names of kept inputs.</summary>
    public abstract string Name { get; }

    /// <summary>Good inputs, which mutations start from.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Changes inputs by their grammar; null: they have none, or bytes do as well.</summary>
    public virtual GrammarChange? Grammar => null;

    /// <summary>The most memory that one run may allocate, in bytes.</summary>
    public virtual long MaxAllocated => 64 * Megabyte;

    /// <summary>Runs an input.</summary>
    /// <returns>Whether it was good: not refused in the way that was meant for bad ones.</returns>
    /// <exception cref="FindingException">A result is wrong. Every other exception is a finding too.</exception>
    public abstract bool Run(byte[] input);
}
