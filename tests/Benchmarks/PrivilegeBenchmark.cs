using System.Diagnostics;
using System.Globalization;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Benchmarks;

/// <summary>Finds every privileged account of a large tenant, with its paths, from a snapshot in a fresh process: what a user waits for, first compilation included.</summary>
internal static class PrivilegeBenchmark
{
    private const int Users = 400, Groups = 2_000, ServicePrincipals = 110_469, Grants = 20_000;

    public static async Task RunAsync(TextWriter output)
    {
        output.WriteLine("| Tenant | Loading the snapshot | It holds | Finding accounts and paths | Working set grows by at most | Kept | Accounts | Paths |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        await MeasureAsync($"{Users} people, {Groups:N0} groups, {ServicePrincipals:N0} service principals, {Grants:N0} grants", Large(), output).ConfigureAwait(false);
        await MeasureAsync($"one group of {GroupBenchmark.Members:N0} members that holds a role", BenchmarkTenants.OneGroup(GroupBenchmark.Members), output).ConfigureAwait(false);
    }

    /// <summary>The measured part, in a process of its own.</summary>
    public static async Task RunChildAsync(string path, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        Snapshot snapshot = await SnapshotStore.LoadAsync(path, CancellationToken.None).ConfigureAwait(false);
        TimeSpan loaded = clock.Elapsed;
        long kept = GC.GetTotalMemory(forceFullCollection: true);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64, most = before;
        using var stop = new CancellationTokenSource();
        var watch = new Thread(() =>
        {
            using var self = Process.GetCurrentProcess();
            while (!stop.IsCancellationRequested)
            {
                self.Refresh();
                most = Math.Max(most, self.WorkingSet64);
                Thread.Sleep(5);
            }
        });
        watch.Start();
        clock.Restart();
        PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(snapshot, PostureSettings.Default);
        int paths = inventory.Accounts.Sum(a => a.Paths.Count);
        TimeSpan found = clock.Elapsed;
        await stop.CancelAsync().ConfigureAwait(false);
        watch.Join();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loaded.TotalSeconds:N1} s | {kept / 1048576.0:N0} MB | {found.TotalSeconds:N2} s | {(most - before) / 1048576.0:N0} MB | {(after - kept) / 1048576.0:N0} MB | {inventory.Accounts.Count:N0} | {paths:N0} |"));
        GC.KeepAlive(snapshot);
        GC.KeepAlive(inventory);
    }

    private static async Task MeasureAsync(string name, Snapshot snapshot, TextWriter output)
    {
        string path = Path.Combine(Path.GetTempPath(), $"ed2402-{Guid.NewGuid():n}.zip");
        try
        {
            await SnapshotStore.SaveAsync(snapshot, path, overwrite: false, CancellationToken.None).ConfigureAwait(false);
            using Process child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["privilege-child", path]) { RedirectStandardOutput = true })!;
            string measured = await child.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
            await child.WaitForExitAsync().ConfigureAwait(false);
            output.WriteLine($"| {name} | {measured.Trim()}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Every kind of path: roles, groups in groups, PIM, owners, permissions, Azure, machines with identities, administrators of applications and help desks.</summary>
    private static Snapshot Large()
    {
        var random = new Random(2402);
        var tenant = new TenantBuilder();
        string[] roles = [.. EntraRoles.All.Where(r => r.Tier < 2).Select(r => r.DisplayName)];
        T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
        string[] people = [.. Enumerable.Range(0, Users).Select(i => tenant.User($"Person {i}"))];
        string[] groups = [.. Enumerable.Range(0, Groups).Select(i => tenant.Group($"Group {i}", roleAssignable: i % 4 == 0))];
        foreach (string person in people)
        {
            _ = random.Next(3) switch { 0 => tenant.Assign(One(roles), person), 1 => tenant.Eligible(One(roles), person), _ => tenant.Assign("Helpdesk Administrator", person) };
        }

        for (int i = 0; i < groups.Length; i++)
        {
            // Each group is in one before it, so that chains grow to a dozen groups; one in ten holds a role itself.
            if (i > 0)
            {
                tenant.GroupMembers.Add(new ObjectLink { ParentId = groups[random.Next(i)], Id = groups[i], ODataType = "#microsoft.graph.group", DisplayName = $"Group {i}" });
            }

            tenant.GroupMembers.AddRange(Enumerable.Range(0, 5).Select(_ => random.Next(Users)).Distinct().Select(p => new ObjectLink { ParentId = groups[i], Id = people[p], ODataType = "#microsoft.graph.user", DisplayName = $"Person {p}" }));
            if (i % 10 == 0)
            {
                tenant.Assign(One(roles), groups[i]);
                tenant.EligibleInGroup(groups[i], One(people), owner: i % 20 == 0);
                tenant.GroupOwners.Add(new ObjectLink { ParentId = groups[i], Id = One(people), ODataType = "#microsoft.graph.user" });
            }
        }

        AddWorkloads(tenant, random, people);
        for (int i = 0; i < 50; i++)
        {
            string subscription = tenant.Subscription($"Subscription {i}");
            for (int j = 0; j < 40; j++)
            {
                tenant.AssignAzure(One((string[])["Owner", "Contributor", "Virtual Machine Contributor", "Reader"]), random.Next(2) == 0 ? One(people) : One(groups), j < 5 ? subscription : $"{subscription}/resourceGroups/g{random.Next(20)}");
                string identity = tenant.ManagedIdentity($"identity {i}-{j}", $"{subscription}/resourceGroups/g{random.Next(20)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i{j}", userAssigned: true);
                tenant.AssignAzure("Contributor", identity, subscription);
                tenant.IdentityHosts.AddRange(Enumerable.Range(0, 3).Select(n => new IdentityHost { Id = $"{subscription}/resourceGroups/g{random.Next(20)}/providers/Microsoft.Compute/virtualMachines/vm{j}-{n}", Type = "microsoft.compute/virtualmachines", Identity = new ResourceIdentity { Type = "UserAssigned", UserAssignedIdentities = new Dictionary<string, AttachedIdentity> { [$"i{j}"] = new() { PrincipalId = identity } } } }));
            }
        }

        return BenchmarkTenants.Build(tenant);
    }

    // One service principal after another by hand: the builder's own way looks for each by name.
    private static void AddWorkloads(TenantBuilder tenant, Random random, string[] people)
    {
        GraphPermission[] permissions = [.. GraphPermissions.All];
        string graph = Id("resource:graph");
        tenant.ServicePrincipals.Add(new ServicePrincipal { Id = graph, AppId = GraphPermissions.MicrosoftGraphAppId, DisplayName = "Microsoft Graph", AccountEnabled = true, ServicePrincipalType = "Application", PasswordCredentials = [], KeyCredentials = [] });
        tenant.ResourceServicePrincipals.Add(new ResourceServicePrincipal { Id = graph, AppId = GraphPermissions.MicrosoftGraphAppId, DisplayName = "Microsoft Graph", AppRoles = [.. permissions.Select(p => new AppRole { Id = p.Id, Value = p.Value })] });
        string[] principals = [.. Enumerable.Range(0, ServicePrincipals).Select(i => Id($"sp:{i}"))];
        for (int i = 0; i < principals.Length; i++)
        {
            tenant.ServicePrincipals.Add(new ServicePrincipal { Id = principals[i], AppId = Id($"app:{i}"), DisplayName = $"Application {i}", AccountEnabled = true, AppOwnerOrganizationId = tenant.TenantId, ServicePrincipalType = "Application", SignInAudience = "AzureADMyOrg", AlternativeNames = [], Tags = [], PasswordCredentials = [], KeyCredentials = [] });
        }

        for (int i = 0; i < Grants; i++)
        {
            int holder = random.Next(principals.Length);
            GraphPermission permission = permissions[random.Next(permissions.Length)];
            tenant.AppRoleAssignments.Add(new AppRoleAssignment { Id = $"grant {i}", AppRoleId = permission.Id, PrincipalId = principals[holder], PrincipalType = "ServicePrincipal", PrincipalDisplayName = $"Application {holder}", ResourceId = graph, ResourceDisplayName = "Microsoft Graph", CreatedDateTime = Now });
            if (permission.Tier == 0)
            {
                tenant.ServicePrincipalOwners.Add(new ObjectLink { ParentId = principals[holder], Id = people[random.Next(people.Length)], ODataType = "#microsoft.graph.user" });
            }
        }
    }
}
