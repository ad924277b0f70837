using System.Globalization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Generates a sign-in log: people at offices, at home and on the road who mistype, forget and travel, clients with stale passwords, and
/// attacks among them. The same seed gives the same log. Each sign-in's <c>CorrelationId</c> names the attack that it is part of; detection
/// does not look at it.</summary>
public sealed class SignInTraffic
{
    private const int Days = 30;
    private static readonly string[] Systems = ["Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64", "iPhone; CPU iPhone OS 18_1 like Mac OS X", "Linux; Android 15"];
    private static readonly (string Id, string Name, double Weight)[] Apps =
    [
        ("00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online", 0.35), ("5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "Microsoft Teams Web Client", 0.25),
        ("00000003-0000-0ff1-ce00-000000000000", "Office 365 SharePoint Online", 0.2), ("c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal", 0.03),
        ("89bee1f7-5e6e-4d8a-9f3d-ecd601259da7", "Office365 Shell WCSS-Client", 0.1), ("de8bc8b5-d9f9-48b1-a8ad-b748da725064", "Graph Explorer", 0.01), ("9ba1a5c7-f17a-4de9-a1f1-6178c8d51223", "Microsoft Intune Company Portal", 0.06),
    ];

    private readonly Random random;
    private readonly Person[] people;
    private readonly DateTimeOffset end;
    private long number;

    public SignInTraffic(int seed, int people, DateTimeOffset end)
    {
        random = new Random(seed);
        this.end = end;
        this.people = [.. Enumerable.Range(0, people).Select(Make)];
    }

    /// <summary>The object id of a person, by number.</summary>
    public static string UserId(int person) => TenantBuilder.Id($"traffic:{person}");

    /// <summary>A person's user principal name.</summary>
    public static string UserName(int person) => string.Create(CultureInfo.InvariantCulture, $"person{person}@contoso.com");

    /// <summary>About <paramref name="count"/> ordinary sign-ins.</summary>
    public IEnumerable<SignIn> Ordinary(int count)
    {
        for (int made = 0; made < count;)
        {
            foreach (SignIn signIn in Occasion())
            {
                made++;
                yield return signIn;
            }
        }
    }

    /// <summary>Failures that look like attacks and are none: a phone with a stale password, a server with broken service accounts, a password expiry day
    /// at an office, a conference.</summary>
    public IEnumerable<SignIn> Oddities()
    {
        foreach (int stale in Enumerable.Range(0, people.Length / 300))
        {
            string phone = Address(100, stale);
            for (int i = 0; i < 150; i++)
            {
                yield return SignIn(stale, Time(), phone, "BAV2ROPC", "Exchange ActiveSync", Apps[0], i % 9 == 8 ? 50053 : 50126, "US");
            }
        }

        for (int service = 1; service <= 12; service++)
        {
            for (int i = 0; i < 400; i++)
            {
                yield return SignIn(people.Length - service, Time(), "203.0.113.77", "python-requests/2.32", "Other clients", Apps[0], 50126, "US");
            }
        }

        DateTimeOffset day = end.AddDays(-12);
        foreach (int person in Enumerable.Range(people.Length / 2, people.Length / 50))
        {
            yield return SignIn(person, day.AddMinutes(random.Next(300)), people[person].Office, people[person].Agent, "Browser", Apps[1], 50055, "US");
            yield return SignIn(person, day.AddMinutes(random.Next(300)), people[person].Office, people[person].Agent, "Browser", Apps[1], 50126, "US");
        }

        foreach (int person in Enumerable.Range(people.Length / 3, 40))
        {
            string hotel = string.Create(CultureInfo.InvariantCulture, $"198.18.7.{random.Next(4)}");
            bool mistypes = random.Next(4) == 0;
            if (mistypes)
            {
                yield return SignIn(person, day, hotel, people[person].Agent, "Browser", Apps[1], 50126, "NL");
            }

            if (!mistypes || random.Next(5) > 0)
            {
                yield return SignIn(person, day.AddMinutes(1), hotel, people[person].Agent, "Browser", Apps[1], 0, "NL");
            }
        }
    }

    /// <summary>A spray.</summary>
    /// <param name="name">Its name, kept in each try's correlation id.</param>
    /// <param name="targets">Accounts tried.</param>
    /// <param name="tries">Tries of each account.</param>
    /// <param name="address">The address of a try, by its number.</param>
    /// <param name="userAgent">The user agent of a try, by its number.</param>
    /// <param name="client">Client type.</param>
    /// <param name="app">Number of the application.</param>
    /// <param name="span">The time over which the tries are spread.</param>
    /// <param name="cracked">Accounts that the attacker gets into in the end.</param>
    public IEnumerable<SignIn> Spray(string name, IReadOnlyList<int> targets, int tries, Func<int, string> address, Func<int, string> userAgent, string client, int app, TimeSpan span, int cracked = 0)
    {
        DateTimeOffset start = end - span;
        int i = 0;
        for (int round = 0; round < tries; round++)
        {
            foreach (int target in targets)
            {
                DateTimeOffset time = start + (span * ((i + random.NextDouble()) / (targets.Count * tries + 1)));
                yield return SignIn(target, time, address(i), userAgent(i), client, Apps[app], random.Next(40) == 0 ? 50053 : 50126, "US", name);
                i++;
            }
        }

        foreach (int target in targets.Take(cracked))
        {
            yield return SignIn(target, end.AddMinutes(-1), address(i), userAgent(i), client, Apps[app], 0, "US", name + " success");
            i++;
        }
    }

    /// <summary>An address that a residential proxy network lends once.</summary>
    public string Proxy(int _) => string.Create(CultureInfo.InvariantCulture, $"{random.Next(24, 100)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}");

    /// <summary>A browser that many people use.</summary>
    public static string CommonAgent(int n) => Agent(n % 12);

    private IEnumerable<SignIn> Occasion()
    {
        int person = random.Next(people.Length);
        Person who = people[person];
        double place = random.NextDouble();
        (string address, string country) = place switch
        {
            < 0.55 => (who.Office, "US"),
            < 0.88 => (who.Home, "US"),
            < 0.98 => (string.Create(CultureInfo.InvariantCulture, $"{who.Carrier}.{random.Next(256)}.{random.Next(1, 255)}"), "US"),
            _ => (Proxy(0), random.Next(3) == 0 ? "FR" : "US"),
        };
        string agent = random.Next(5) == 0 ? who.Phone : who.Agent;
        (string, string, double) app = PickApp();
        DateTimeOffset time = Time();
        int mistakes = random.NextDouble() switch { < 0.022 => 1, < 0.03 => 2, < 0.031 => 4, _ => 0 };
        for (int i = 0; i < mistakes; i++)
        {
            yield return SignIn(person, time.AddSeconds(-20 * (mistakes - i)), address, agent, "Browser", app, random.Next(25) == 0 ? 50055 : 50126, country);
        }

        // One in twelve gives up; the next sign-in is on another occasion, and mostly elsewhere.
        if (mistakes > 0 && random.Next(12) == 0)
        {
            yield break;
        }

        if (random.Next(6) == 0)
        {
            yield return SignIn(person, time.AddSeconds(-5), address, agent, "Browser", app, 50074, country);
        }

        if (random.Next(2000) == 0)
        {
            yield return SignIn(-1, time.AddSeconds(-9), address, agent, "Browser", app, 50034, country);
        }

        yield return SignIn(person, time, address, agent, "Browser", app, 0, country);
    }

    private SignIn SignIn(int person, DateTimeOffset time, string address, string agent, string client, (string Id, string Name, double Weight) app, int code, string country, string? attack = null)
    {
        number++;
        return new SignIn
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"s{number}"), CreatedDateTime = time, UserId = person < 0 ? "" : people[person].Id, UserPrincipalName = person < 0 ? string.Create(CultureInfo.InvariantCulture, $"persno{number % 977}@contoso.com") : people[person].Name,
            AppId = app.Id, AppDisplayName = app.Name, ResourceDisplayName = app.Name, IpAddress = address, UserAgent = agent, ClientAppUsed = client, IsInteractive = true,
            CorrelationId = attack, Status = new SignInStatus { ErrorCode = code }, Location = new SignInLocation { CountryOrRegion = country },
        };
    }

    private Person Make(int index) => new(
        UserId(index), UserName(index),
        string.Create(CultureInfo.InvariantCulture, $"192.0.{index % 20}.{index % 3}"), Address(60, index / 3), string.Create(CultureInfo.InvariantCulture, $"{172 + (index % 3)}.{56 + (index % 8)}"),
        Agent((int)(40 * Math.Pow(random.NextDouble(), 2))), Agent(3 + (5 * random.Next(4))));

    private static string Address(int first, int index) => string.Create(CultureInfo.InvariantCulture, $"{first + (index >> 16 & 31)}.{index >> 8 & 255}.{index & 255}.{1 + (index % 250)}");

    private static string Agent(int n) => string.Create(CultureInfo.InvariantCulture, $"Mozilla/5.0 ({Systems[n % 5]}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{120 + (n / 5)}.0.0.0 Safari/537.36");

    private DateTimeOffset Time() => end.AddSeconds(-random.Next(Days * 86400));

    private (string, string, double) PickApp()
    {
        double pick = random.NextDouble();
        foreach ((string Id, string Name, double Weight) app in Apps)
        {
            if ((pick -= app.Weight) < 0)
            {
                return app;
            }
        }

        return Apps[0];
    }

    private sealed record Person(string Id, string Name, string Office, string Home, string Carrier, string Agent, string Phone);
}
