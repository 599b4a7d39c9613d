using System.Diagnostics.Metrics;
using WorklistScp.Network.Tls;

namespace Wlmscp.Metrics;

/// <summary>Until when the certificates of this server are valid.</summary>
internal static class CertificateMetrics
{
    /// <summary>Makes the instrument.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="dicom">What DICOM and HL7 are encrypted by; null: nothing.</param>
    /// <param name="http">What HTTP is encrypted by; null: nothing.</param>
    public static void Observe(Meter meter, TlsAcceptor? dicom, TlsAcceptor? http) => meter.CreateObservableGauge(
        "wlmscp_certificate_end_timestamp_seconds", () => Read(("dicom", dicom), ("http", http)), null,
        "Unix time until which the certificate of this server is valid, by door.");

    private static IEnumerable<Measurement<double>> Read(params (string Door, TlsAcceptor? Tls)[] doors) =>
        from door in doors
        where door.Tls is not null
        select new Measurement<double>(
            door.Tls.CertificateEnd.ToUnixTimeSeconds(), Label.Of("door", door.Door));
}
