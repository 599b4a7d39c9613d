using System.Buffers;
using CsCheck;
using WorklistScp.Dicom.IO;
using WorklistScp.Worklist.Mpps;

namespace WorklistScp.Worklist.Tests.Mpps;

/// <summary>Whatever a peer sends is taken or refused, and what is taken can be written.</summary>
public sealed class MppsRobustnessTests
{
    private static readonly DicomTransferSyntax Syntax = DicomTransferSyntax.ExplicitVRLittleEndian;
    private static readonly byte[] Creation = Encode(Samples.Creation(Data.CharacterSet("ISO_IR 100")));
    private static readonly byte[] End = Encode(Samples.End(
        "COMPLETED", Data.CharacterSet("ISO_IR 192"),
        Data.Text(DicomTag.PerformedProcedureStepDescription, "Schädel 山田", "ISO_IR 192")));

    [Fact]
    public void MutatedDataSets_AreTakenOrRefused() =>
        Gen.Select(Mutations(Creation), Mutations(End), Gen.Bool).Sample((creation, end, isStrict) =>
        {
            var options = new MppsOptions { IsStrict = isStrict };
            if (Read(creation) is not { } created || Read(end) is not { } ended)
            {
                return;
            }

            MppsObject made = Check(MppsCreation.Answer(Samples.Instance, created, null, options))
                ?? Samples.Created(Data.CharacterSet("ISO_IR 100"));
            MppsObject then = Check(MppsModification.Answer(made, ended, options)) ?? made;

            Check(MppsRetrieval.Answer(then, [.. ended.Select(item => item.Tag)]));
            Assert.NotNull(PerformedStep.Of(then).Reasons);
            Assert.NotNull(ReferencedStep.AllOf(then));
        });

    private static MppsObject? Check(MppsAnswer answer)
    {
        foreach (DicomDataset? dataset in (DicomDataset?[])[answer.Object?.Dataset, answer.Dataset])
        {
            if (dataset is not null)
            {
                Assert.NotEmpty(Encode(dataset).Append((byte)0));
            }
        }

        Assert.All(answer.Findings, finding => Assert.NotEmpty(finding.ToString()));
        return answer.Object;
    }

    private static Gen<byte[]> Mutations(byte[] bytes) =>
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).List[0, 6].Select(changes =>
        {
            byte[] mutated = [.. bytes];
            changes.ForEach(change => mutated[change.Item1] = change.Item2);
            return mutated;
        });

    private static DicomDataset? Read(byte[] bytes)
    {
        try
        {
            return DicomDatasetReader.Read(bytes, Syntax);
        }
        catch (DicomDataException)
        {
            return null; // the association ends
        }
    }

    private static byte[] Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, Syntax, output);
        return output.WrittenSpan.ToArray();
    }
}
