using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using WorklistScp.Dicom.DataDictionary;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Worklist.Tests.Queries;

public sealed class QueryPropertyTests
{
    private static readonly DicomTag[] Tags =
    [
        DicomTag.SpecificCharacterSet, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.PatientName, DicomTag.PatientID,
        DicomTag.PatientBirthDate, DicomTag.PatientSex, DicomTag.PregnancyStatus, DicomTag.Modality,
        DicomTag.ScheduledProcedureStepSequence, DicomTag.ScheduledProtocolCodeSequence,
        DicomTag.ScheduledProcedureStepStartDate, DicomTag.ScheduledProcedureStepStartTime,
        DicomTag.RequestedProcedureCodeSequence, DicomTag.ReferencedStudySequence, new(0x0009, 0x0010),
        new(0x0009, 0x1001), new(0x0010, 0x0000), new(0xfffc, 0xfffc),
    ];

    private static readonly Gen<DicomVR> VRs = OneOf([.. DicomVR.All]);

    private static readonly Gen<byte[]> Values = Gen.OneOf(
        Gen.Byte.Array[0, 40],
        Gen.String[Gen.Char["0129-+.*?^=\\ ACM\u001b$)B"], 0, 40].Select(text => text.Select(c => (byte)c).ToArray()),
        OneOf("ISO_IR 192", "\\ISO 2022 IR 87", "GB18030", "20260801-20260802", "0800-")
            .Select(text => text.Select(c => (byte)c).ToArray()));

    [Fact]
    public void ParseMatchesBuild_AnyIdentifierAndEntry_NeverThrows() =>
        Gen.Select(Datasets(3), Datasets(3), Gen.Bool, Gen.Enum<NameMatching>())
            .Sample((identifier, entry, expand, names) =>
            {
                var options = new WorklistQueryOptions { ExpandEmptySequences = expand, NameMatching = names };
                WorklistQuery query = WorklistQuery.Parse(identifier, options);
                var held = new WorklistEntry("a.wl", entry);
                string before = Data.Describe(entry);
                bool first = query.Matches(held);
                foreach (ResponseCharacterSet characterSet in Policies)
                {
                    new ResponseBuilder(characterSet, NullLogger.Instance).Build(query, held);
                }

                var work = new MatchingWork(() => false, CancellationToken.None);
                return first == query.Matches(held)
                    && first == query.Matches(held, work) && !work.IsCut
                    && first == (query.FindMismatch(held) is null)
                    && (query.Problems.Count == 0) == (query.ErrorComment.Length == 0)
                    && before == Data.Describe(entry);
            });

    [Fact]
    public void WriteResponse_InEachTransferSyntax_WritesTheDatasetThatBuildGives() =>
        Gen.Select(Datasets(3), Datasets(3)).Sample((identifier, entry) =>
        {
            WorklistQuery query = WorklistQuery.Parse(identifier, new WorklistQueryOptions());
            var held = new WorklistEntry("a.wl", entry);
            return Policies.All(policy => IsSameInEachSyntax(
                new ResponseBuilder(policy, NullLogger.Instance), query, held));
        });

    [Fact]
    public void Parse_MutatedIdentifier_ThrowsNothingOfItsOwn()
    {
        byte[] good = Data.Encode(Data.Complete(Data.Text(DicomTag.PatientBirthDate, "20260801-")));
        Gen.Select(Gen.Int[132, good.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            byte[] bytes = [.. good];
            foreach ((int index, byte value) in changes)
            {
                bytes[index] = value;
            }

            if (TryRead(bytes) is { } identifier)
            {
                WorklistQuery.Parse(identifier, new WorklistQueryOptions()).Matches(Data.Entry([.. Data.Complete()]));
            }
        });
    }

    private static bool IsSameInEachSyntax(ResponseBuilder builder, WorklistQuery query, WorklistEntry entry) =>
        DicomTransferSyntax.All.All(syntax =>
        {
            var expected = new ByteBuffer();
            DicomDatasetWriter.Write(builder.Build(query, entry), syntax, expected);
            var written = new ByteBuffer();
            DicomDatasetWriter.WriteFrom(new WorklistResponse(builder, query, entry), syntax, written);
            return written.Written.SequenceEqual(expected.Written);
        });

    private static ResponseCharacterSet[] Policies { get; } =
    [
        ResponseCharacterSet.WhenNeeded, ResponseCharacterSet.None, ResponseCharacterSet.IsoIr100,
        ResponseCharacterSet.Keep,
        ResponseCharacterSet.Convert("ISO_IR 192"), ResponseCharacterSet.Convert("ISO_IR 100"),
    ];

    // Half of the elements have the VR of the dictionary, the others any at all.
    private static Gen<DicomDataset> Datasets(int depth) =>
        Items(depth).Array[0, 12].Select(items => new DicomDataset(items));

    private static Gen<DicomItem> Items(int depth) =>
        from tag in OneOf(Tags)
        from any in VRs
        from usual in Gen.Bool
        let vr = usual ? DicomDictionary.GetVR(tag) : any
        from item in vr == DicomVR.SQ ? Sequences(tag, depth) : Elements(tag, vr)
        select item;

    private static Gen<DicomItem> Elements(DicomTag tag, DicomVR vr) =>
        Values.Select(DicomItem (value) => new DicomElement(tag, vr, value));

    private static Gen<DicomItem> Sequences(DicomTag tag, int depth) => depth == 0
        ? Gen.Const<DicomItem>(new DicomSequence(tag))
        : Datasets(depth - 1).Array[0, 3].Select(DicomItem (items) => new DicomSequence(tag, items));

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static DicomDataset? TryRead(byte[] bytes)
    {
        try
        {
            return DicomFile.Read(bytes).Dataset;
        }
        catch (DicomDataException)
        {
            return null;
        }
    }
}
