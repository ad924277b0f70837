using System.Text;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege.Export;

/// <summary>A tenant whose names are hard on every format, and its graph in a format as text.</summary>
public abstract class ExportTest
{
    protected const string Hard = "a \"b\" [c] {d} <e> & 'f' \\g` #h; %%{init}%% |i| \u0001\r\nj_k*l*\u2028 \ud83d\ude00";

    protected static PrivilegeGraph Graph { get; } = PrivilegeAnalyzer.Analyze(Make().Build(), PostureSettings.Default).Graph;

    protected static async Task<string> TextAsync(GraphFormat format, PrivilegeGraph? graph = null)
    {
        using var stream = new MemoryStream();
        await GraphFiles.WriteAsync(graph ?? Graph, stream, format, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    protected static TenantBuilder Make()
    {
        var tenant = new TenantBuilder();
        string admins = tenant.Group(Hard), alice = tenant.User("Alice \"the\nowner\""), app = tenant.Application(Hard + " app"), helpdesk = tenant.User("Helena"), future = tenant.User("Fred");
        tenant.Member(admins, alice).EligibleInGroup(admins, helpdesk, owner: true).Assign("Global Administrator", admins);
        tenant.Assign("Helpdesk Administrator", helpdesk);
        tenant.Assign("Application Administrator", future, start: TenantBuilder.Now.AddDays(3));
        tenant.RoleAssignments.RemoveAll(a => a.PrincipalId == future);
        tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, alice).Federate(app, "repo:<x>&\"y\"");
        tenant.AssignAzure("Owner", alice, tenant.Subscription("Prod <\"1\">"), condition: "@Resource[x] StringEquals 'y'");
        return tenant;
    }
}
