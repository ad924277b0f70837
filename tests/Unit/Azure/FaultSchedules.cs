using System.Globalization;
using System.Text.Json.Nodes;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Random trouble between the scanner and the services; one seed is one schedule.</summary>
internal static class FaultSchedules
{
    private const string Expired = """{"error":{"code":"Directory_ExpiredPageToken","message":"expired"}}""";

    private static readonly string[] Places =
    [
        "/members", "/owners", "/applications", "/servicePrincipals", "/users", "/groups", "/roleManagement", "/policies", "/identity", "/administrativeUnits", "appRole", "getByIds", "$batch",
        "authenticationMethods", "resources", "subscriptions", "skiptoken",
    ];

    public static FaultRule[] Make(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Fault(random))];
    }

    public static string Describe(FaultRule fault) =>
        $"{fault.PathContains} skip {fault.Skip} times {fault.Times} status {fault.Status} delay {fault.Delay} abort {fault.Abort} after {fault.AbortAfterBytes} stall {fault.StallAfterBytes} trickle {fault.Trickle}{(fault.Rewrite is null ? "" : " rewritten")}";

    private static FaultRule Fault(Random random)
    {
        string? place = random.Next(3) == 0 ? null : Places[random.Next(Places.Length)];
        int skip = random.Next(8), bytes = random.Next(1, 3000);

        // Mostly trouble that passes; sometimes trouble that stays.
        int times = random.Next(6) == 0 ? int.MaxValue : random.Next(1, 5);
        FaultRule Rule(int? status = null, string? body = null, bool abort = false, int? abortAfter = null, int? stallAfter = null, bool trickle = false, TimeSpan delay = default, Func<string, string>? rewrite = null, params (string Name, string Value)[] headers) => new()
        {
            PathContains = place, Skip = skip, Times = times, Status = status, Body = body, Abort = abort, AbortAfterBytes = abortAfter, StallAfterBytes = stallAfter, Trickle = trickle, Delay = delay, Rewrite = rewrite,
            Headers = headers.ToDictionary(h => h.Name, h => h.Value),
        };

        // Each takes the patience of an attempt.
        FaultRule Seldom(FaultRule rule) => new() { PathContains = place, Skip = skip, Times = 1 + (skip % 2), StallAfterBytes = rule.StallAfterBytes, Delay = rule.Delay };
        string seconds = random.Next(1, 400).ToString(CultureInfo.InvariantCulture);
        return random.Next(22) switch
        {
            0 => Rule(429, headers: ("Retry-After", seconds)),
            1 => Rule(429),
            2 => Rule(503, headers: ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(random.Next(-3600, 400)).ToString("R", CultureInfo.InvariantCulture))),
            3 => Rule(500, "<html>trouble</html>"),
            4 => Rule(502),
            5 => Rule(504),
            6 => Rule(abort: true),
            7 => Rule(abortAfter: bytes),
            8 => Seldom(Rule(stallAfter: bytes)),
            9 => Rule(trickle: true),
            10 => Seldom(Rule(delay: TimeSpan.FromHours(1))),
            11 => Rule(rewrite: text => text[..(text.Length * random.Next(100) / 100)]),
            12 => Rule(rewrite: text => text.Replace('{', '[')),
            13 or 14 => Rule(rewrite: Page(page => page["value"]?.AsArray().Add(page["value"]![0]!.DeepClone()))),
            15 => Rule(rewrite: Page(page => page["@odata.nextLink"] = "https://evil.example/v1.0/users?$skiptoken=x")),
            16 => new FaultRule { PathContains = "skiptoken", Skip = skip, Times = random.Next(1, 3), Status = 400, Body = Expired },
            17 => new FaultRule { PathContains = "skiptoken", Skip = skip, Times = 1, Status = 410, Body = Expired },
            18 => new FaultRule { PathContains = place, Skip = skip, Times = times, Status = 401, Body = """{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}""" },
            19 => Rule(403, """{"error":{"code":"Authorization_RequestDenied","message":"no"}}"""),
            20 => Rule(headers: ("x-ms-throttle-limit-percentage", "1.2")),
            _ => Rule(headers: ("Date", DateTimeOffset.UtcNow.AddDays(-2).ToString("R", CultureInfo.InvariantCulture))),
        };
    }

    private static Func<string, string> Page(Action<JsonNode> change) => text =>
    {
        if (JsonNode.Parse(text) is not JsonObject page || page["value"] is not JsonArray { Count: > 0 })
        {
            return text;
        }

        change(page);
        return page.ToJsonString();
    };
}
