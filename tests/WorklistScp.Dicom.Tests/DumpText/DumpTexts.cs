using System.Buffers;
using System.Text;
using WorklistScp.Dicom.DumpText;
using WorklistScp.Dicom.IO;

namespace WorklistScp.Dicom.Tests.DumpText;

internal static class DumpTexts
{
    /// <summary>One of each form, as dcmdump prints it.</summary>
    public const string Entry = """
        # Dicom-File-Format
        (0002,0010) UI =LittleEndianExplicit                    #  20, 1 TransferSyntaxUID

        # Dicom-Data-Set
        (0008,0005) CS [ISO_IR 100]                             #  10, 1 SpecificCharacterSet
        (0010,0010) PN [Vivaldi^Antonio]                        #  16, 1 PatientName
        (0010,21c0) US 4                                        #   2, 1 PregnancyStatus
        (0028,0009) AT (0018,1063)\(0018,1065)                  #   8, 2 FrameIncrementPointer
        (0040,0100) SQ (Sequence with explicit length #=1)      #  50, 1 ScheduledProcedureStepSequence
          (fffe,e000) na (Item with explicit length #=3)          #  42, 1 Item
            (0008,0060) CS [MR]                                     #   2, 1 Modality
            (0009,1001) OB 00\01\02\00                              #   4, 1 Unknown Tag & Data
            (0018,1271) FD 1.5                                      #   8, 1 WaterEquivalentDiameter
          (fffe,e00d) na (ItemDelimitationItem for re-encoding)   #   0, 0 ItemDelimitationItem
        (fffe,e0dd) na (SequenceDelimitationItem for re-encod.) #   0, 0 SequenceDelimitationItem
        (0040,1001) SH (no value available)                     #   0, 0 RequestedProcedureID
        """;

    public static DicomDump Read(string text) => DicomDumpReader.Read(Encoding.Latin1.GetBytes(text));

    /// <summary>The data set in explicit VR little endian, in hexadecimal digits.</summary>
    public static string Encode(DicomDataset dataset)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDatasetWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output);
        return Convert.ToHexStringLower(output.WrittenSpan);
    }

    public static string Print(DicomDataset dataset, DicomDumpOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        DicomDumpWriter.Write(dataset, DicomTransferSyntax.ExplicitVRLittleEndian, output, options);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
