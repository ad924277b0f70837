using System.Globalization;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Every kind of trouble between the scanner and the services, by name.</summary>
internal static class FaultKinds
{
    private const string Expired = """{"error":{"code":"Directory_ExpiredPageToken","message":"expired"}}""";
    private const string TokenRefused = """{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}""";
    private const string Denied = """{"error":{"code":"Authorization_RequestDenied","message":"no"}}""";

    private static readonly string[] Places =
    [
        "/members", "/owners", "/applications", "/servicePrincipals", "/users", "/groups", "/roleManagement", "/policies", "/identity", "/administrativeUnits", "appRole", "getByIds", "$batch",
        "authenticationMethods", "resources", "subscriptions", "skiptoken", "/delta",
    ];

    /// <summary>Places that are asked for in batches.</summary>
    private static readonly string[] Parts = ["/members", "/owners", "federatedIdentityCredentials", "/groups", "/servicePrincipals", "/delta"];

    /// <summary>The kinds; a schedule begins with the one whose number its seed leads to.</summary>
    public static IReadOnlyList<(string Name, Func<Random, FaultRule> Make)> All { get; } =
    [
        ("429, seconds", r => Alone(r, 429, After(Seconds(r)))),
        ("429, date", r => Alone(r, 429, After(Date(r)))),
        ("429, no Retry-After", r => Alone(r, 429)),
        ("429 in a batch, seconds", r => Part(r, 429, After(Seconds(r)))),
        ("429 in a batch, date", r => Part(r, 429, After(Date(r)))),
        ("429 in a batch, no Retry-After", r => Part(r, 429)),
        ("quota is near", r => Rule(r, headers: new() { ["x-ms-throttle-limit-percentage"] = "1.2" })),
        ("500", r => Rule(r, 500, "<html>trouble</html>")),
        ("502", r => Rule(r, 502)),
        ("503", r => Rule(r, 503)),
        ("503, date", r => Rule(r, 503, headers: After(Date(r)))),
        ("504", r => Rule(r, 504)),
        ("5xx in a batch", r => Part(r, r.Next(500, 505))),
        ("reset before the answer", r => Wire(r, abort: true)),
        ("reset in the body", r => Wire(r, abortAfter: r.Next(3000))),
        ("half-open before the answer", r => Seldom(r, delay: TimeSpan.FromHours(1))),
        ("half-open in the body", r => Seldom(r, stallAfter: r.Next(3000))),
        ("slow body", r => Wire(r, trickle: true)),
        ("truncated JSON", r => Cut(r, r.Next(100))),
        ("malformed JSON", r => Rule(r, rewrite: (_, text) => text.Replace('{', '['))),
        ("HTML instead of JSON", r => Rule(r, rewrite: (_, _) => "<html>gateway</html>")),
        ("error under 200", r => Rule(r, rewrite: (_, _) => Denied)),
        ("empty page with a link", r => Rule(r, rewrite: FaultPages.Empty(), method: "GET")),
        ("link to itself", r => Rule(r, rewrite: FaultPages.LinkToItself(), method: "GET")),
        ("link to another host", r => Rule(r, rewrite: FaultPages.LinkToAnotherHost(), method: "GET")),
        ("expired cursor, 400", r => Cursor(r, 400)),
        ("expired cursor, 410", r => Cursor(r, 410)),
        ("item twice in a page", r => Rule(r, rewrite: FaultPages.Twice())),
        ("item twice across pages", r => new FaultRule { PathContains = Place(r), RewriteFor = FaultPages.TwiceAcrossPages() }),
        ("401 once", r => Rule(r, 401, TokenRefused, times: 1)),
        ("401", r => Rule(r, 401, TokenRefused)),
        ("403", r => Rule(r, 403, Denied)),
        ("clock of the service", r => Rule(r, headers: new() { ["Date"] = TenantBuilder.Now.AddHours(r.Next(-72, 72)).ToString("R", CultureInfo.InvariantCulture) })),
    ];

    private static string? Place(Random random) => random.Next(3) == 0 ? null : Places[random.Next(Places.Length)];

    // Mostly trouble that passes; sometimes trouble that stays.
    private static int Times(Random random) => random.Next(6) == 0 ? int.MaxValue : random.Next(1, 5);

    private static string Seconds(Random random) => random.Next(1, 400).ToString(CultureInfo.InvariantCulture);

    private static string Date(Random random) => TenantBuilder.Now.AddSeconds(random.Next(-3600, 400)).ToString("R", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> After(string value) => new() { ["Retry-After"] = value };

    private static FaultRule Rule(Random random, int? status = null, string? body = null, Dictionary<string, string>? headers = null, Func<Uri, string, string>? rewrite = null, int? times = null, string? method = null) => new()
    {
        PathContains = Place(random), Skip = random.Next(8), Times = times ?? Times(random), Method = method, Status = status, Body = body, Headers = headers ?? [], RewriteFor = rewrite,
    };

    private static FaultRule Alone(Random random, int status, Dictionary<string, string>? headers = null) => new()
    {
        IsBatchPart = false, PathContains = Place(random), Skip = random.Next(8), Times = Times(random), Status = status, Headers = headers ?? [],
    };

    private static FaultRule Part(Random random, int status, Dictionary<string, string>? headers = null) => new()
    {
        IsBatchPart = true, PathContains = random.Next(2) == 0 ? null : Parts[random.Next(Parts.Length)], Skip = random.Next(8), Times = Times(random), Status = status, Headers = headers ?? [],
    };

    private static FaultRule Wire(Random random, bool abort = false, int? abortAfter = null, bool trickle = false) => new()
    {
        PathContains = Place(random), Skip = random.Next(8), Times = Times(random), Abort = abort, AbortAfterBytes = abortAfter, Trickle = trickle,
    };

    /// <summary>Each takes the patience of an attempt.</summary>
    private static FaultRule Seldom(Random random, int? stallAfter = null, TimeSpan delay = default) => new()
    {
        IsBatchPart = false, PathContains = Place(random), Skip = random.Next(8), Times = random.Next(1, 3), StallAfterBytes = stallAfter, Delay = delay,
    };

    private static FaultRule Cut(Random random, int percent) => Rule(random, rewrite: (_, text) => text[..(text.Length * percent / 100)]);

    private static FaultRule Cursor(Random random, int status) => new() { PathContains = "skiptoken", Skip = random.Next(12), Times = random.Next(1, 3), Status = status, Body = Expired };
}
