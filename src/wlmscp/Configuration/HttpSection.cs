using WorklistScp.Web.Desk;

namespace Wlmscp.Configuration;

/// <summary>The section <c>http</c>: what the page of the reception desk offers to choose from, and asks for.</summary>
internal static class HttpSection
{
    /// <summary>Reads it.</summary>
    /// <param name="section">The section.</param>
    public static DeskRules Read(ObjectReader section) => new()
    {
        Devices = section.Objects("devices", ReadDevice) ?? [],
        Exams = section.Objects("exams", ReadExam) ?? [],
        ReferringPhysicians = section.Values("referringPhysicians", ValueForms.Text) ?? [],
        PerformingPhysicians = section.Values("performingPhysicians", ValueForms.Text) ?? [],
        Required = section.Values("required", ValueForms.FormAttribute) ?? [],
        NameGroups = section.Values("nameGroups", ValueForms.NameGroup) ?? [],
        AccessionNumber = section.Value("accessionNumber", ValueForms.AccessionPattern!, null),
        RequiresIfMatch = section.Flag("requireIfMatch", otherwise: false),
    };

    private static DeskDevice ReadDevice(ObjectReader device)
    {
        device.WarnOfMissingArea("area");
        string title = device.Required("station", ValueForms.AETitle) ?? "";
        return new DeskDevice(
            title, device.Value("name", ValueForms.Text, title), device.Required("modality", ValueForms.Modality) ?? "")
        {
            Area = device.Value("area", ValueForms.Area!, null),
            Opens = device.Value("opens", ValueForms.TimeOfDay!, null),
            Closes = device.Value("closes", ValueForms.TimeOfDay!, null),
        };
    }

    private static DeskExam ReadExam(ObjectReader exam)
    {
        string name = exam.Required("name", ValueForms.Text) ?? "";
        return new DeskExam(
            name, exam.Required("modality", ValueForms.Modality) ?? "", exam.Value("description", ValueForms.Text, name))
        {
            Code = exam.TakeObject("code") is { } code ? ReadCode(code) : null,
            Minutes = exam.Value("duration", ValueForms.Duration, null) is { } duration ? (int)duration.TotalMinutes : null,
            Devices = exam.Values("stations", ValueForms.AETitle) ?? [],
        };
    }

    private static DeskCode ReadCode(ObjectReader code)
    {
        var read = new DeskCode(
            code.Required("value", ValueForms.Text) ?? "", code.Required("scheme", ValueForms.Text) ?? "",
            code.Required("meaning", ValueForms.Text) ?? "");
        code.Finish();
        return read;
    }
}
