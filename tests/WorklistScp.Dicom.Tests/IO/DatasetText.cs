using System.Text;

namespace WorklistScp.Dicom.Tests.IO;

/// <summary>A data set as lines of tag, VR and hexadecimal value: equal texts are equal data sets.</summary>
internal static class DatasetText
{
    public static string Of(DicomDataset dataset)
    {
        var text = new StringBuilder();
        Append(text, dataset, "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, DicomDataset dataset, string indent)
    {
        foreach (DicomItem item in dataset)
        {
            text.Append($"{indent}{item.Tag} {item.VR}");
            if (item is DicomElement element)
            {
                text.Append($" {Convert.ToHexString(element.Value.Span)}\n");
                continue;
            }

            text.Append('\n');
            foreach (DicomDataset nested in ((DicomSequence)item).Items)
            {
                text.Append($"{indent}- item\n");
                Append(text, nested, indent + "  ");
            }
        }
    }
}
