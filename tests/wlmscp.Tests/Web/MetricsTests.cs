using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Wlmscp.Tests.Hl7;
using Wlmscp.Tests.Mpps;
using WorklistScp.Network.Client;

namespace Wlmscp.Tests.Web;

/// <summary>What the daemon counts, as Prometheus reads it.</summary>
public sealed partial class MetricsTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly WorklistArea _area;

    public MetricsTests()
    {
        _area = new WorklistArea(_root.Combine("areas"));
        _area.Write("1.wl", new Entry());
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Queries_AreCounted_ByAreaAndStatus()
    {
        await using WlmscpProcess daemon = await StartAsync();

        await daemon.FindPatientIDsAsync(Keys.Key(DicomTag.PatientName, "Vivaldi^Antonio"));
        await daemon.FindPatientIDsAsync(Keys.Key(DicomTag.PatientName, "Nobody"));
        await daemon.FindAsync(Keys.Key(DicomTag.ScheduledProcedureStepSequence), Keys.Key(DicomTag.PatientBirthDate, "1-2-3"));

        Scrape scrape = await Scrape.WithAsync(daemon, """wlmscp_queries_total{area="AETITLE_1",status="A900"}""", 1);
        Assert.Equal(2, scrape["""wlmscp_queries_total{area="AETITLE_1",status="0000"}"""]);
        Assert.Equal(1, scrape["""wlmscp_queries_empty_total{area="AETITLE_1"}"""]);
        Assert.Equal(1, scrape["""wlmscp_query_matches_total{area="AETITLE_1"}"""]);
        Assert.Equal(3, scrape["wlmscp_query_duration_seconds_count"]);
        Assert.Equal(1, scrape["""wlmscp_entries{area="AETITLE_1"}"""]);
        Assert.True(scrape["wlmscp_refresh_duration_seconds_count"] >= 2);
        Assert.True(scrape["""wlmscp_lock_wait_seconds_count{lock="shared"}"""] >= 2);
    }

    [Fact]
    public async Task Associations_AreCounted_ByHowTheyEnd()
    {
        await using WlmscpProcess daemon = await StartAsync("--allow-calling", "MODALITY");
        await using DicomClient open = await daemon.ConnectAsync();
        await daemon.FindPatientIDsAsync();
        await Assert.ThrowsAsync<DicomAssociationRejectedException>(() => daemon.ConnectAsync("NOBODY"));

        Scrape scrape = await Scrape.WithAsync(daemon, """wlmscp_associations_ended_total{how="released"}""", 1);

        Assert.Equal(1, scrape["wlmscp_associations_open"]);
        Assert.Equal(2, scrape["wlmscp_associations_accepted_total"]);
        Assert.Equal(1, scrape["""wlmscp_associations_rejected_total{reason="called-ae-title-not-recognized"}"""]);
        Assert.Equal(0, scrape["""wlmscp_associations_rejected_total{reason="calling-ae-title-not-recognized"}"""]);
        await open.DisposeAsync();
        await Scrape.WithAsync(daemon, "wlmscp_associations_open", 0);
    }

    // Peers choose their titles.
    [Fact]
    public async Task Devices_HaveALabel_OnlyIfTheyAreConfigured()
    {
        string configuration = _root.Combine("wlmscp.json");
        File.WriteAllText(configuration, """
            { "http": { "devices": [
                { "station": "MODALITY", "modality": "CT" },
                { "station": "CT9", "modality": "CT", "opens": "00:00", "closes": "00:00" } ] } }
            """);
        await using WlmscpProcess daemon = await StartAsync("--config", configuration, "--mpps");
        long before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Scrape first = await Scrape.OfAsync(daemon);

        await daemon.FindPatientIDsAsync();
        Scrape then = await Scrape.WithAsync(daemon, """wlmscp_queries_total{area="AETITLE_1",status="0000"}""", 1);

        Assert.Equal(0, first.Samples["""wlmscp_device_last_query_timestamp_seconds{device="MODALITY"}"""]);
        Assert.True(then["""wlmscp_device_last_query_timestamp_seconds{device="MODALITY"}"""] >= before);
        Assert.Equal(0, then.Samples["""wlmscp_device_last_query_timestamp_seconds{device="CT9"}"""]);
        Assert.Equal(1, then["""wlmscp_device_open{device="MODALITY"}"""]);
        Assert.Equal(0, then.Samples["""wlmscp_device_open{device="CT9"}"""]);

        File.WriteAllText(configuration, """{ "http": { "devices": [{ "station": "CT9", "modality": "CT" }] } }""");
        daemon.Signal(System.Runtime.InteropServices.PosixSignal.SIGHUP);
        Scrape reloaded = await Scrape.WithAsync(daemon, """wlmscp_device_open{device="CT9"}""", 1);
        Assert.DoesNotContain("MODALITY", reloaded.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_AreCounted_ByOutcome()
    {
        await using WlmscpProcess daemon = await StartAsync("--hl7-port", "0", "--mpps");
        using MllpPeer peer = await MllpPeer.ConnectAsync(daemon);
        await peer.OrderAsync();
        await peer.AskAsync(Hl7Messages.OrderOfNobody("M2"));
        await using DicomClient modality = await daemon.ConnectForMppsAsync();
        await MppsScene.BeginAsync(modality);
        await modality.GetAsync("1.2.3");

        Scrape scrape = await Scrape.OfAsync(daemon);

        Assert.Equal(1, scrape["""wlmscp_hl7_messages_total{outcome="success"}"""]);
        Assert.Equal(1, scrape["""wlmscp_hl7_messages_total{outcome="refused"}"""]);
        Assert.Equal(1, scrape["""wlmscp_mpps_messages_total{operation="N-CREATE",status="0000"}"""]);
        Assert.Equal(1, scrape["""wlmscp_mpps_messages_total{operation="N-GET",status="0112"}"""]);
        Assert.DoesNotContain("TEST^PATIENT", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_AreCounted_ByActAndStatus()
    {
        await using WebScene scene = await WebScene.StartAsync(null, "--metrics", "0");
        await scene.As("read").SendAsync("GET", "rs/AETITLE_1/mwlitems");
        await scene.As("read").SendAsync("GET", "metrics");
        await scene.As(null).SendAsync("GET", "no/such/thing");

        await Scrape.WithAsync(scene.Daemon, """wlmscp_http_requests_total{act="search",status="2xx"}""", 1);
        await Scrape.WithAsync(scene.Daemon, """wlmscp_http_requests_total{act="metrics",status="4xx"}""", 1);
        await Scrape.WithAsync(scene.Daemon, """wlmscp_http_requests_total{act="unknown",status="4xx"}""", 1);
    }

    [Fact]
    public async Task Lock_ThatIsWaitedForInVain_IsTold()
    {
        await using WlmscpProcess daemon = await StartAsync("--lock-timeout", "1");
        using (LockFiles.TryFlock(_area.LockFile)!)
        {
            await daemon.FindAsync(Keys.Key(DicomTag.PatientID));
        }

        Scrape scrape = await Scrape.WithAsync(daemon, """wlmscp_queries_total{area="AETITLE_1",status="A700"}""", 1);
        await Eventually.IsTrueAsync(
            async () => (scrape = await Scrape.OfAsync(daemon))["""wlmscp_lock_wait_seconds_sum{lock="shared"}"""] > 0.5,
            "a lock that is waited for");
        Assert.Equal(0, scrape["""wlmscp_lock_wait_seconds_bucket{lock="shared",le="0.1"}"""]);
    }

    [Fact]
    public async Task Certificate_HasItsEnd()
    {
        TestKey key = await (await TestAuthority.CreateAsync(_root, "authority")).IssueAsync("localhost");
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificateFromFile(key.Certificate);
        await using WlmscpProcess daemon = await StartAsync(
            "--http", "0", "--http-key", key.PrivateKey, "--http-cert", key.Certificate);

        Scrape scrape = await Scrape.OfAsync(daemon);

        Assert.Equal(
            new DateTimeOffset(certificate.NotAfter).ToUnixTimeSeconds(),
            scrape["""wlmscp_certificate_end_timestamp_seconds{door="http"}"""]);
        Assert.DoesNotContain("door=\"dicom\"", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Areas_BeyondTwoHundred_HaveOneLabelTogether()
    {
        for (var i = 0; i < 204; i++)
        {
            _ = new WorklistArea(_root.Combine("areas"), $"AREA{i}");
        }

        await using WlmscpProcess daemon = await StartAsync();
        Scrape scrape = await Scrape.WithAsync(daemon, """wlmscp_files_skipped{area="other"}""", 0);

        await Eventually.IsTrueAsync(
            async () => (scrape = await Scrape.OfAsync(daemon)).Samples
                .Where(sample => sample.Key.StartsWith("wlmscp_entries{", StringComparison.Ordinal))
                .Select(sample => sample.Value) is var counts && counts.Count() == 201 && counts.Sum() == 1,
            "200 areas and the others");
    }

    [Theory]
    [InlineData(null, "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("*/*", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/json", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("nonsense;;", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData("application/openmetrics-text;q=0", "text/plain; version=0.0.4; charset=utf-8")]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/openmetrics-text; version=1.0.0; charset=utf-8")]
    [InlineData(
        "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.5",
        "text/plain; version=0.0.4; charset=utf-8")]
    public async Task Form_IsWhatTheClientAccepts(string? accept, string type)
    {
        await using WlmscpProcess daemon = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{daemon.MetricsPort}/") };

        WebAnswer answer = await client.SendAsync("GET", "metrics", headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(type, answer.Headers["Content-Type"]);
        bool isOpenMetrics = type.StartsWith("application", StringComparison.Ordinal);
        Assert.Equal(isOpenMetrics, answer.Body.EndsWith("\n# EOF\n", StringComparison.Ordinal));
        Assert.Contains($"# TYPE wlmscp_associations_accepted{(isOpenMetrics ? "" : "_total")} counter\n", answer.Body);
        Assert.Contains("\nwlmscp_associations_accepted_total 0\n", answer.Body);
        Scrape strict = await Scrape.OfAsync(daemon, accept);
        Assert.Equal("histogram", strict.Types["wlmscp_lock_wait_seconds"]);
    }

    [Fact]
    public async Task Port_HasMetricsAndHealthOnly()
    {
        await using WlmscpProcess daemon = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{daemon.MetricsPort}/") };

        Assert.Equal(0, daemon.HttpPort);
        Assert.Equal(200, (await client.SendAsync("GET", "livez")).Status);
        Assert.Equal(200, (await client.SendAsync("GET", "readyz")).Status);
        Assert.Equal(404, (await client.SendAsync("GET", "")).Status);
        Assert.Equal(404, (await client.SendAsync("GET", "rs/AETITLE_1/mwlitems")).Status);
        Assert.Equal(404, (await client.SendAsync("GET", "session")).Status);
        Assert.Equal(0, await daemon.StopAsync());
    }

    [Fact]
    public async Task Samples_NameMetricsThatAreThere()
    {
        await using WlmscpProcess daemon = await StartAsync();
        Scrape scrape = await Scrape.OfAsync(daemon);
        string samples = Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy");
        string page = File.ReadAllText(Path.Join(WlmscpProgram.RepositoryRoot, "docs", "monitoring.md"));

        foreach (string file in new[] { "wlmscp.rules.yml", "wlmscp-grafana.json" })
        {
            string[] named = NamesIn(File.ReadAllText(Path.Join(samples, file)));
            Assert.True(named.Length > 8);
            Assert.Empty(named.Except(scrape.SampleNames));
        }

        Assert.Equal(scrape.Types.Keys.Order(StringComparer.Ordinal), NamesIn(page));
        Assert.All(scrape.Types.Keys, name => Assert.StartsWith("wlmscp_", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Dashboard_IsJson_WhoseQueriesHaveASource()
    {
        JsonNode dashboard = JsonNode.Parse(File.ReadAllText(
            Path.Join(WlmscpProgram.RepositoryRoot, "samples", "deploy", "wlmscp-grafana.json")))!;
        JsonArray panels = dashboard["panels"]!.AsArray();

        Assert.True(panels.Count > 10);
        Assert.Equal(panels.Count, panels.Select(panel => panel!["id"]!.GetValue<int>()).Distinct().Count());
        Assert.All(panels, panel =>
        {
            Assert.Equal("${source}", panel!["datasource"]!["uid"]!.GetValue<string>());
            Assert.All(panel["targets"]!.AsArray(), target =>
                Assert.Equal(JsonValueKind.String, target!["expr"]!.GetValueKind()));
        });
    }

    private static string[] NamesIn(string text) =>
        [.. Name().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private Task<WlmscpProcess> StartAsync(params string[] options) =>
        WlmscpProcess.StartAsync(["--dir", _root.Combine("areas"), "--metrics", "0", .. options]);

    [GeneratedRegex("wlmscp_[a-z0-9_]+")]
    private static partial Regex Name();
}
