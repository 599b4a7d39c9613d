using System.Globalization;
using System.Net.Sockets;
using WorklistScp.Network;
using WorklistScp.Network.Client;

namespace Wlmscp.Commands.Diagnosing;

/// <summary>Looks whether a worklist SCP answers on a port of this machine.</summary>
/// <param name="port">The port.</param>
/// <param name="callingAETitle">Who asks.</param>
internal sealed class DaemonDiagnosis(int port, string callingAETitle)
{
    private const string Host = "localhost";
    private const int SoonEnding = 30; // days

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _place = string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}");

    /// <summary>Asks it by C-ECHO.</summary>
    /// <param name="calledAETitle">An AE title that it should have; null: none is known.</param>
    public async Task<IEnumerable<Diagnosis>> FindAsync(string? calledAETitle)
    {
        try
        {
            await using DicomClient client = await DicomClient.ConnectAsync(new DicomClientOptions
            {
                Host = Host,
                Port = port,
                CalledAETitle = calledAETitle ?? callingAETitle,
                CallingAETitle = callingAETitle,
                ConnectTimeout = Patience,
                AcseTimeout = Patience,
                DimseTimeout = Patience,
            });
            if (client.Association.Find(DicomUID.Verification) is null)
            {
                await client.ReleaseAsync();
                return [new(_place, DiagnosisKind.Fault, "a DICOM server answers, but accepts no C-ECHO, expected a worklist SCP")];
            }

            DicomStatus status = await client.CEchoAsync();
            await client.ReleaseAsync();
            return [Describe(client.Association.PeerImplementationVersionName, status)];
        }
        catch (DicomAssociationRejectedException e)
        {
            return [new(_place, DiagnosisKind.Doubt, $"a DICOM server answers, but rejects {callingAETitle}: {e.Message}; --calling asks as another")];
        }
        catch (DicomAssociationAbortedException e)
        {
            return await FindTlsAsync(e.Message);
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return [new(_place, DiagnosisKind.Fault, $"{e.Message}, expected a daemon that listens on this port")];
        }
    }

    private Diagnosis Describe(string? version, DicomStatus status) =>
        status != DicomStatus.Success
            ? new(_place, DiagnosisKind.Fault, $"status {status} for C-ECHO, expected success")
        : version == DicomClient.OwnVersionName
            ? new(_place, DiagnosisKind.Fact, $"answers C-ECHO, version {version}")
            : new(_place, DiagnosisKind.Doubt, $"answers C-ECHO, but not as this version, {DicomClient.OwnVersionName}: {version ?? "without one"}");

    private async Task<IEnumerable<Diagnosis>> FindTlsAsync(string problem)
    {
        if (await ServerCertificate.FindAsync(Host, port, Patience) is not { } certificate)
        {
            return [new(_place, DiagnosisKind.Fault, $"{problem}, expected a DICOM server that lets this machine in")];
        }

        TimeSpan left = certificate.End - DateTime.UtcNow;
        string text = $"answers with TLS; its certificate, of {certificate.Subject}, is valid until {certificate.End:yyyy-MM-dd HH:mm} UTC";
        DiagnosisKind kind = left < TimeSpan.Zero ? DiagnosisKind.Fault
            : left < TimeSpan.FromDays(SoonEnding) ? DiagnosisKind.Doubt
            : DiagnosisKind.Fact;
        return [new(_place, kind, PrintableText.Of(text))];
    }
}
