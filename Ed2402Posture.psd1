@{
    RootModule           = 'Ed2402Posture.dll'
    # The build writes the version of Directory.Build.props here.
    ModuleVersion = '0.0.0'
    GUID                 = '5f0c7c1e-6d0b-4a86-9a55-1d4e2b7a9c42'
    Author               = 'Ed2402Posture contributors'
    CompanyName          = 'Ed2402Posture contributors'
    Copyright            = '(c) Ed2402Posture contributors.'
    Description          = 'Finds every privileged account of a Microsoft Entra ID tenant and its Azure subscriptions, and judges whether it would withstand the attack behind CISA''s Emergency Directive 24-02. Reads only.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('Ed2402Posture.Format.ps1xml')
    CmdletsToExport      = @(
        'Add-Ed2402CaseExplanation'
        'Compare-Ed2402Snapshot'
        'Connect-Ed2402Tenant'
        'Disconnect-Ed2402Tenant'
        'Export-Ed2402PrivilegeGraph'
        'Export-Ed2402Report'
        'Export-Ed2402Snapshot'
        'Get-Ed2402ActivityReview'
        'Get-Ed2402AppCredential'
        'Get-Ed2402AuthenticationMethod'
        'Get-Ed2402Case'
        'Get-Ed2402Check'
        'Get-Ed2402ConditionalAccess'
        'Get-Ed2402Connection'
        'Get-Ed2402PasswordSpray'
        'Get-Ed2402PimPolicy'
        'Get-Ed2402PrivilegedAccount'
        'Get-Ed2402RoleAssignment'
        'Import-Ed2402Exposure'
        'Import-Ed2402Snapshot'
        'New-Ed2402Case'
        'New-Ed2402StatusReport'
        'Set-Ed2402CaseItem'
        'Test-Ed2402AzureRbac'
        'Test-Ed2402ConditionalAccess'
        'Test-Ed2402Exposure'
        'Test-Ed2402MfaStrength'
        'Test-Ed2402Permission'
        'Test-Ed2402PimUsage'
        'Test-Ed2402Posture'
        'Test-Ed2402StaleSecret'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('EntraID', 'AzureAD', 'Security', 'PrivilegedAccess', 'PIM', 'MFA', 'ConditionalAccess', 'Audit', 'CISA', 'ED2402', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
