using Ed2402Posture.Benchmarks;
using Ed2402Posture.Benchmarks.Scan;
using Ed2402Posture.TenantSimulator.Tenants;

// dotnet run -c Release --project tests/Benchmarks -- conditional-access
// dotnet run -c Release --project tests/Benchmarks -- spray
// dotnet run -c Release --project tests/Benchmarks -- privilege
// dotnet run -c Release --project tests/Benchmarks -- group [--scan]
// dotnet run -c Release --project tests/Benchmarks -- scan [--size small,huge] [--write docs/performance.md]
switch (args)
{
    case ["conditional-access"]:
        ConditionalAccessBenchmark.Run(Console.Out);
        return 0;
    case ["spray"]:
        SprayBenchmark.Run(Console.Out);
        return 0;
    case ["privilege"]:
        await PrivilegeBenchmark.RunAsync(Console.Out);
        return 0;
    case ["group"]:
        return await GroupBenchmark.RunAsync(Console.Out);
    case ["group", "--scan"]:
        await GroupScan.RunAsync(Console.Out);
        return 0;
    case ["scan", .. var options]:
        string? Option(string name) => Array.IndexOf(options, name) is >= 0 and int at && at + 1 < options.Length ? options[at + 1] : null;
        return await ScanBenchmark.RunAsync(Option("--size")?.Split(',') ?? [.. SizedTenant.All.Select(t => t.Name)], Option("--write"), Console.Out);

    // What the scan benchmark starts in processes of their own.
    case ["serve", var size, var latency, var quotas]:
        await ServedTenant.ServeAsync(size, int.Parse(latency, System.Globalization.CultureInfo.InvariantCulture), quotas == "quotas");
        return 0;
    case ["serve-group", var members]:
        await ServedTenant.ServeAsync(GroupBenchmark.Tenant(members));
        return 0;
    case ["group-child", var address]:
        await GroupBenchmark.RunChildAsync(address);
        return 0;
    case ["group-scan-child", var address]:
        await GroupScan.RunChildAsync(address);
        return 0;
    case ["privilege-child", var file]:
        await PrivilegeBenchmark.RunChildAsync(file, Console.Out);
        return 0;
    case ["scan-paced" or "scan-unpaced" or "download", var address, .. var into]:
        await ScanBenchmark.RunChildAsync(args[0], address, into.FirstOrDefault() ?? "");
        return 0;
    default:
        Console.Error.WriteLine("Usage: conditional-access | spray | privilege | group [--scan] | scan [--size small,medium,large,huge] [--write docs/performance.md]");
        return 2;
}
