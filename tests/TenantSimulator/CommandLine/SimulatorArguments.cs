using System.Globalization;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.TenantSimulator.CommandLine;

/// <summary>The command line's arguments.</summary>
internal sealed record SimulatorArguments
{
    public const string Usage = """
        Serves a tenant as Microsoft Graph, Azure Resource Manager and the token endpoint, over HTTPS on loopback.

          --tenant contoso          the sample tenant (default)
          --snapshot path           a snapshot: a zip or a folder
          --size name               a tenant for measurements: small, medium, large, huge
          --licence free|p1|p2      other licences than the tenant's own
          --without P,P             without these permissions of Microsoft Graph
          --permissions P,P         with these permissions only
          --page-size N             at most N items in a page
          --quotas                  with the quotas that the services publish
          --latency N               every request takes N milliseconds at least
          --no-azure                the client may read nothing of Azure
          --no-azure-root           the client may not read at the root scope
          --write-demo folder       writes the sample tenant as a snapshot, and ends

        Prints one line of JSON (graph, arm, authority, tenantId, clientId, clientSecret, certificate), then serves until
        Ctrl+C or the end of its input. GET /_simulator/log on the Graph host answers the requests so far.
        """;

    public string? Snapshot { get; private init; }
    public SizedTenant? Size { get; private init; }
    public bool Quotas { get; private init; }
    public TimeSpan Latency { get; private init; }
    public string? Licence { get; private init; }
    public IReadOnlyList<string> Without { get; private init; } = [];
    public IReadOnlyList<string>? Permissions { get; private init; }
    public int? PageSize { get; private init; }
    public bool AzureReader { get; private init; } = true;
    public bool AzureRootReader { get; private init; } = true;
    public string? WriteDemo { get; private init; }

    /// <exception cref="FormatException">An argument is unknown, or its value missing or wrong.</exception>
    public static SimulatorArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new SimulatorArguments();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out string? name))
        {
            string Value() => rest.TryDequeue(out string? value) ? value : throw new FormatException($"{name} needs a value.");
            parsed = name switch
            {
                "--tenant" => Value() is "contoso" ? parsed : throw new FormatException("The only tenant is contoso; use --snapshot for others."),
                "--snapshot" => parsed with { Snapshot = Value() },
                "--size" => parsed with { Size = SizedTenant.Find(Value()) ?? throw new FormatException("--size is small, medium, large or huge.") },
                "--quotas" => parsed with { Quotas = true },
                "--latency" => parsed with { Latency = TimeSpan.FromMilliseconds(int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds) ? milliseconds : throw new FormatException("--latency is a number of milliseconds.")) },
                "--licence" => parsed with { Licence = Value() is "free" or "p1" or "p2" ? args[args.Count - rest.Count - 1] : throw new FormatException("--licence is free, p1 or p2.") },
                "--without" => parsed with { Without = List(Value()) },
                "--permissions" => parsed with { Permissions = List(Value()) },
                "--page-size" => parsed with { PageSize = int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0 ? size : throw new FormatException("--page-size is a number from 1 on.") },
                "--no-azure" => parsed with { AzureReader = false, AzureRootReader = false },
                "--no-azure-root" => parsed with { AzureRootReader = false },
                "--write-demo" => parsed with { WriteDemo = Value() },
                _ => throw new FormatException($"{name} is not an argument."),
            };
        }

        return parsed;
    }

    private static string[] List(string value) => value.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
