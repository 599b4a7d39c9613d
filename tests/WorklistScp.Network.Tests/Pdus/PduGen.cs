using CsCheck;
using WorklistScp.Network.Pdus;

namespace WorklistScp.Network.Tests.Pdus;

/// <summary>Generates PDUs that a well-behaved peer could send.</summary>
internal static class PduGen
{
    private static readonly Gen<DicomUID> UID = Gen.String[Gen.Char['0', '9'], 1, 12].List[1, 4]
        .Select(components => new DicomUID(string.Join('.', components)));

    private static readonly Gen<string> AETitle =
        Gen.String[Gen.Char['!', '~'].Where(c => c != '\\'), 1, 16]; // as PS3.5 6.2 has it

    private static readonly Gen<byte[]> IDs =
        Gen.Int[0, 127].HashSet[1, 8].Select(set => set.Select(i => (byte)((2 * i) + 1)).ToArray());

    private static readonly Gen<UserInformation> UserInformation = Gen.Select(
        Gen.OneOf(Gen.Const(0u), Gen.UInt[8, uint.MaxValue]),
        Gen.OneOf(UID.Select(uid => (DicomUID?)uid), Gen.Const((DicomUID?)null)),
        AETitle.Null(),
        Gen.Dictionary(UID, Gen.Byte.Array[0, 6].Select(bytes => (ReadOnlyMemory<byte>)bytes))[0, 3],
        (length, uid, version, further) => new UserInformation(length, uid, version) { ExtendedNegotiation = further });

    private static readonly Gen<ProposedPresentationContext[]> Proposals = IDs.SelectMany(ids =>
        Gen.Select(UID, UID.List[1, 5]).Array[ids.Length].Select(contexts =>
            ids.Zip(contexts, (id, c) => new ProposedPresentationContext(id, c.Item1, c.Item2)).ToArray()));

    private static readonly Gen<NegotiatedPresentationContext[]> Answers = IDs.SelectMany(ids =>
        Gen.Select(Gen.Int[0, 4], UID).Array[ids.Length].Select(contexts =>
            ids.Zip(contexts, (id, c) => Answer(id, (PresentationContextResult)c.Item1, c.Item2)).ToArray()));

    private static readonly Gen<AAssociateRQ> Request = Gen.Select(
        AETitle, AETitle, UID, Proposals, UserInformation,
        (called, calling, name, contexts, user) => new AAssociateRQ(called, calling, name, contexts, user));

    private static readonly Gen<AAssociateAC> Accept = Gen.Select(
        Gen.Byte.Array[64], UID, Answers, UserInformation, Gen.Bool,
        (reserved, name, contexts, user, acknowledges) => new AAssociateAC(
            reserved, name, contexts, user with { AcknowledgesUserIdentity = acknowledges }));

    private static readonly Gen<AAssociateRJ> Reject = Gen.Select(
        Gen.Byte, Gen.Byte, Gen.Byte, (result, source, reason) => new AAssociateRJ(result, source, reason));

    private static readonly Gen<PDataTF> Data = Gen.Select(
        Gen.Byte, Gen.Bool, Gen.Bool, Gen.Byte.Array[0, 100],
        (id, command, last, data) => new PresentationDataValue(id, command, last, data))
        .Array[1, 5].Select(values => new PDataTF(values));

    /// <summary>PDUs of all seven types.</summary>
    public static Gen<Pdu> Any { get; } = Gen.OneOf(
        Request.Select(pdu => (Pdu)pdu),
        Accept.Select(pdu => (Pdu)pdu),
        Reject.Select(pdu => (Pdu)pdu),
        Data.Select(pdu => (Pdu)pdu),
        Gen.Const<Pdu>(new AReleaseRQ()),
        Gen.Const<Pdu>(new AReleaseRP()),
        Gen.Select(Gen.Byte, Gen.Byte, (source, reason) => (Pdu)new AAbort((AbortSource)source, (AbortReason)reason)));

    private static NegotiatedPresentationContext Answer(byte id, PresentationContextResult result, DicomUID syntax) =>
        new(id, result, result == PresentationContextResult.Acceptance ? syntax : DicomUID.ImplicitVRLittleEndian);
}
