using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Loading;
using Ed2402Posture.Outputs;
using Ed2402Posture.Sessions;
using Ed2402Posture.SignIn;

namespace Ed2402Posture.Commands;

/// <summary>Signs in to a tenant, or shows the sample tenant. There is one parameter set on purpose: PowerShell's own answer to two sign-in
/// methods at once names neither, ours names both and says what to do. The page's syntax lists the combinations that are accepted.</summary>
[Cmdlet(VerbsCommunications.Connect, "Ed2402Tenant")]
[OutputType(typeof(ConnectionInfo))]
public sealed class ConnectEd2402Tenant : Ed2402Cmdlet
{
    private SignInOptions? options;

    /// <summary>Tenant id (GUID) or a verified domain.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? TenantId { get; set; }

    /// <summary>The cloud.</summary>
    [Parameter]
    [ValidateSet(nameof(CloudEnvironment.AzureCloud), nameof(CloudEnvironment.AzureUSGovernment), nameof(CloudEnvironment.AzureUSGovernmentDoD), nameof(CloudEnvironment.AzureChinaCloud))]
    public string Environment { get; set; } = nameof(CloudEnvironment.AzureCloud);

    /// <summary>Root of Microsoft Graph in a cloud that is not listed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? GraphEndpoint { get; set; }

    /// <summary>Azure Resource Manager in a cloud that is not listed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ArmEndpoint { get; set; }

    /// <summary>Authority host of sign-in in a cloud that is not listed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorityHost { get; set; }

    /// <summary>Signs in with a code typed on another device.</summary>
    [Parameter]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Application (client) id; the client id of a user-assigned identity with -ManagedIdentity.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Client secret of the application.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Certificate with private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>PFX or PEM file with certificate and private key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>Password of the PFX or PEM file.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Thumbprint of a certificate in the user's or the machine's personal store.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Signs in as the managed identity of this machine.</summary>
    [Parameter]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>Signs in with the federated token of this workload.</summary>
    [Parameter]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>Token for Microsoft Graph.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Token for Azure Resource Manager, with -AccessToken.</summary>
    [Parameter]
    [SecretArgument]
    [ValidateNotNull]
    public SecureString? ArmAccessToken { get; set; }

    /// <summary>Shows the sample tenant that ships with the module: no sign-in, no network.</summary>
    [Parameter]
    public SwitchParameter Demo { get; set; }

    /// <summary>Nobody watches: never asks, shows no progress, and tells the services that its requests may wait.</summary>
    [Parameter]
    public SwitchParameter Unattended { get; set; }

    /// <inheritdoc/>
    protected override object? ErrorTarget => TenantId ?? base.ErrorTarget;

    /// <inheritdoc/>
    protected override void Begin()
    {
        SignInArguments.Check(MyInvocation.BoundParameters);
        if (Demo)
        {
            return;
        }

        options = new SignInOptions
        {
            Method = SignInArguments.Method(MyInvocation.BoundParameters),
            Environment = Endpoints.Resolve(Environment, GraphEndpoint, ArmEndpoint, AuthorityHost),
            TenantId = TenantId is null ? null : SignInArguments.TenantId(TenantId),
            ClientId = ClientId is null ? null : SignInArguments.ClientId(ClientId),
            ClientSecret = ClientSecret,
            CertificatePath = CertificatePath is null ? null : ResolveExistingFile(CertificatePath, nameof(CertificatePath)),
            CertificatePassword = CertificatePassword,
            Certificate = CertificateThumbprint is null ? Certificate : CertificateStores.Find(CertificateThumbprint),
            AccessToken = AccessToken,
            Unattended = Unattended,
            ArmAccessToken = ArmAccessToken,
            ShowMessage = message => WriteHostAsync(message).AsTask().GetAwaiter().GetResult(),
        };
        if (options.Certificate is { } certificate)
        {
            CertificateStores.Check(certificate, CertificateThumbprint ?? (object)certificate);
        }
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        Session session = options is null ? await LoadDemoAsync(cancellationToken).ConfigureAwait(false) : await SignInAsync(options, cancellationToken).ConfigureAwait(false);
        await BeginSessionAsync(session).ConfigureAwait(false);
        await WriteObjectAsync(new ConnectionInfo(session)).ConfigureAwait(false);
    }

    private async Task<Session> LoadDemoAsync(CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Path.GetDirectoryName(typeof(ConnectEd2402Tenant).Assembly.Location)!, "Demo");
        await WriteVerboseAsync($"Loading the sample tenant from {folder}").ConfigureAwait(false);
        return Session.For(await SnapshotStore.LoadAsync(folder, cancellationToken).ConfigureAwait(false), "the sample tenant");
    }

    private async Task<Session> SignInAsync(SignInOptions signIn, CancellationToken cancellationToken)
    {
        await WriteVerboseAsync($"Signing in at {signIn.Environment.Authority} ({signIn.Method}, tenant {signIn.TenantId ?? "of the account"})").ConfigureAwait(false);
        return Session.For(await TenantSources.CreateFactory().ConnectAsync(signIn, cancellationToken).ConfigureAwait(false));
    }
}
