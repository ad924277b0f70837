using System.Management.Automation;

namespace Ed2402Posture.SignIn;

/// <summary>Refuses a secret given as plain text: PowerShell's own message would repeat it on the screen and in logs.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject wrapped ? Transform(engineIntrinsics, wrapped.BaseObject)
        : inputData is string ? throw new ArgumentTransformationMetadataException("A secret is taken as a SecureString only, never as text. Use Read-Host -AsSecureString, or Get-Secret of your vault.")
        : inputData;
}
