using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.TenantSimulator.Tokens;

namespace Ed2402Posture.TenantSimulator.CommandLine;

/// <summary>Runs the simulator from the command line.</summary>
internal static class SimulatorCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var end = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            end.Cancel();
        };

        try
        {
            SimulatorArguments arguments = SimulatorArguments.Parse(args);
            if (arguments.WriteDemo is { } folder)
            {
                await SnapshotStore.SaveAsync(Contoso.Build(), Path.GetFullPath(folder), overwrite: true, end.Token);
                return 0;
            }

            await ServeAsync(arguments, end);
            return 0;
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n\n{SimulatorArguments.Usage}");
            return 2;
        }
        catch (SnapshotException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(SimulatorArguments arguments, CancellationTokenSource end)
    {
        Snapshot snapshot = arguments.Snapshot is { } path ? await SnapshotStore.LoadAsync(Path.GetFullPath(path), end.Token) : arguments.Size?.Build() ?? Contoso.Build();
        await using Simulator simulator = await Simulator.StartAsync(new SimulatorOptions
        {
            Snapshot = arguments.Licence is { } licence ? Licensing.Relicense(snapshot, licence) : snapshot, PageSize = arguments.PageSize,
            Crowd = arguments.Size?.Crowd ?? new Crowd(), Quotas = arguments.Quotas, Latency = arguments.Latency,
            AzureReader = arguments.AzureReader, AzureRootReader = arguments.AzureRootReader,
            Permissions = arguments.Permissions is null && arguments.Without.Count == 0 ? null
                : (arguments.Permissions ?? TokenIssuer.AllPermissions).Except(arguments.Without, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase),
        }, end.Token);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["graph"] = simulator.GraphEndpoint.GetLeftPart(UriPartial.Authority), ["arm"] = simulator.ArmEndpoint.GetLeftPart(UriPartial.Authority), ["authority"] = simulator.AuthorityHost.GetLeftPart(UriPartial.Authority),
            ["tenantId"] = simulator.TenantId, ["clientId"] = simulator.Options.ClientId, ["clientSecret"] = simulator.Options.ClientSecret, ["certificate"] = simulator.CertificatePath,
        }));
        await Console.Out.FlushAsync(end.Token);
        _ = Task.Run(() =>
        {
            // The end of the input ends the simulator: its parent closed it, or died.
            while (Console.In.ReadLine() is not null)
            {
            }

            end.Cancel();
        });
        try
        {
            await Task.Delay(Timeout.Infinite, end.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
