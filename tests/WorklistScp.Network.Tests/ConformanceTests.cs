using System.Globalization;
using System.Reflection;

namespace WorklistScp.Network.Tests;

/// <summary>docs/conformance.md lists the statuses of responses, and how this implementation is named.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Statement_ListsTheStatuses()
    {
        IEnumerable<DicomStatus> own = typeof(DicomStatus).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (DicomStatus)property.GetValue(null)!);
        IEnumerable<DicomStatus> listed = ConformanceStatement.ColumnBelow("### Statuses", 0)
            .Select(code => new DicomStatus(ushort.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

        Assert.Equal(own.OrderBy(status => status.Code), listed.OrderBy(status => status.Code));
    }

    [Fact]
    public void Statement_NamesTheImplementation() => Assert.Contains(
        DicomUID.ImplementationClass.ToString(), ConformanceStatement.ColumnBelow("## Associations", 1));
}
