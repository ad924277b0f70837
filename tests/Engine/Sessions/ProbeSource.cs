using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ed2402Posture.Commands;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>A tenant that answers what a test says.</summary>
internal sealed class ProbeSource : ITenantSource
{
    private readonly List<string[]> collections = [];

    public Func<SnapshotBuilder, IScanObserver, CancellationToken, Task> Collect { get; set; } = (into, _, _) =>
    {
        into.Complete(Datasets.Organization, new Organization { Id = "t", DisplayName = "Probe Ltd" }).Complete(Datasets.Domains);
        return Task.CompletedTask;
    };

    public Func<WhatIfQuestion, WhatIfAnswer> Evaluate { get; set; } = _ => new WhatIfAnswer();

    public bool Disposed { get; private set; }
    public IReadOnlyList<string[]> Collections => collections;
    public TenantIdentity Identity { get; } = new() { TenantId = "t", Method = SignInMethod.ClientSecret, Environment = CloudEnvironment.AzureCloud, IsApplication = true };

    public Task CollectAsync(IReadOnlyCollection<DatasetDefinition> wanted, SnapshotBuilder into, IScanObserver observer, CancellationToken cancellationToken)
    {
        collections.Add([.. wanted.Select(d => d.Name)]);
        return Collect(into, observer, cancellationToken);
    }

    public Task<ScanPlan> PlanAsync(IReadOnlyCollection<DatasetDefinition> wanted, Snapshot? known, bool anew, IScanObserver observer, CancellationToken cancellationToken) =>
        Task.FromResult(new ScanPlan { Lanes = [new PlannedLane { Lane = "directory", Requests = wanted.Count, BatchParts = 0, Seconds = 1.5, Basis = PlanBasis.Fixed }], Datasets = [], Seconds = 2 });

    public Task<LogPage<T>> ReadLogAsync<T>(LogStream<T> stream, DateTimeOffset from, DateTimeOffset to, string? cursor, IScanObserver observer, CancellationToken cancellationToken)
        where T : class => Task.FromResult(new LogPage<T>());

    public Task<WhatIfAnswer> EvaluateAsync(WhatIfQuestion question, IScanObserver observer, CancellationToken cancellationToken) => Task.FromResult(Evaluate(question));

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    public static void AddTo(InitialSessionState state)
    {
        state.Commands.Add(new SessionStateCmdletEntry("Connect-Probe", typeof(ConnectProbe), null));
        state.Commands.Add(new SessionStateCmdletEntry("Read-Probe", typeof(ReadProbe), null));
    }
}

/// <summary>Makes a probe the session's tenant.</summary>
[Cmdlet(VerbsCommunications.Connect, "Probe")]
public sealed class ConnectProbe : Ed2402Cmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public object Source { get; set; } = "";

    protected override Task RunAsync(CancellationToken cancellationToken) =>
        BeginSessionAsync(Ed2402Posture.Sessions.Session.For((ITenantSource)(Source is PSObject wrapped ? wrapped.BaseObject : Source)));
}

/// <summary>Reads the domains of the session's tenant.</summary>
[Cmdlet(VerbsCommunications.Read, "Probe")]
public sealed class ReadProbe : TenantCmdlet
{
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    protected override async Task RunAsync(CancellationToken cancellationToken) =>
        await WriteObjectAsync(await GetSnapshotAsync([Datasets.Domains], Refresh, cancellationToken));
}
