BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    $application = '7a3c2f10-52f4-4e0d-9b57-3d0c7c1f5a11'
    $secret = [securestring]::new()
    'not a real secret'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Connect-Ed2402Tenant' {
    It 'shows the sample tenant' {
        $connection = Connect-Ed2402Tenant -Demo
        $connection.TenantName | Should -Be 'Contoso'
        $connection.Method | Should -Be 'None'
        $connection.Requests | Should -Be 0
        (Get-Ed2402Connection).TenantId | Should -Be $connection.TenantId
    }

    It 'ends with one error, before any request, on <Name>' -ForEach @(
        @{ Name = 'a tenant that is neither id nor domain'; Command = { Connect-Ed2402Tenant -TenantId 'not a tenant' }; Id = 'TenantIdInvalid*'; Target = 'not a tenant' }
        @{ Name = 'an application id that is no GUID'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -ClientId scanner -ClientSecret $secret }; Id = 'ClientIdInvalid*'; Target = 'scanner' }
        @{ Name = 'two ways to sign in'; Command = { Connect-Ed2402Tenant -DeviceCode -ManagedIdentity }; Id = 'SignInMethodConflict*'; Target = 'DeviceCode, ManagedIdentity' }
        @{ Name = 'the sample tenant beside a way to sign in'; Command = { Connect-Ed2402Tenant -Demo -DeviceCode }; Id = 'SignInMethodConflict*'; Target = 'Demo, DeviceCode' }
        @{ Name = 'a secret without its application'; Command = { Connect-Ed2402Tenant -ClientSecret $secret }; Id = 'ParameterMissing*'; Target = 'ClientSecret' }
        @{ Name = 'a parameter that the way does not take'; Command = { Connect-Ed2402Tenant -Demo -TenantId contoso.com }; Id = 'ParameterNotTaken*'; Target = 'TenantId' }
        @{ Name = 'an endpoint without encryption'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -GraphEndpoint http://graph.example.com -ManagedIdentity }; Id = 'EndpointNotHttps*'; Target = 'http://graph.example.com' }
        @{ Name = 'an endpoint with a path'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -AuthorityHost https://login.example.com/contoso -ManagedIdentity }; Id = 'EndpointInvalid*'; Target = 'https://login.example.com/contoso' }
        @{ Name = 'a certificate file that is not there'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -ClientId $application -CertificatePath (Join-Path $TestDrive none.pfx) }; Id = 'FileNotFound*'; Target = '*none.pfx' }
        @{ Name = 'a thumbprint that no store has'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -ClientId $application -CertificateThumbprint ('0' * 40) }; Id = 'CertificateNotFound*'; Target = '0000*' }
    ) {
        $failure = Get-CommandError $Command
        $failure.FullyQualifiedErrorId | Should -BeLike $Id
        $failure.TargetObject | Should -BeLike $Target
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'asks nobody with -Unattended: <Name> is one error' -ForEach @(
        @{ Name = 'the browser'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -Unattended } }
        @{ Name = 'a device code'; Command = { Connect-Ed2402Tenant -TenantId contoso.com -DeviceCode -Unattended } }
    ) {
        $failure = Get-CommandError $Command
        $failure.FullyQualifiedErrorId | Should -BeLike 'SignInInteractionNeeded*'
        $failure.ErrorDetails.RecommendedAction | Should -Match '-ManagedIdentity'
    }

    It 'refuses a secret as plain text and does not repeat it' {
        $failure = Get-CommandError { Connect-Ed2402Tenant -TenantId contoso.com -ClientId $application -ClientSecret 'hunter2-hunter2' }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError*'
        $failure.Exception.Message | Should -Not -Match 'hunter2'
    }

    It 'keeps the connection when a later sign-in is refused' {
        Connect-Ed2402Tenant -Demo | Out-Null
        Get-CommandError { Connect-Ed2402Tenant -TenantId 'not a tenant' } | Should -Not -BeNullOrEmpty
        (Get-Ed2402Connection).TenantName | Should -Be 'Contoso'
    }

    It 'offers the clouds by completion' {
        (TabExpansion2 -inputScript 'Connect-Ed2402Tenant -Environment ').CompletionMatches.CompletionText | Sort-Object | Should -Be AzureChinaCloud, AzureCloud, AzureUSGovernment, AzureUSGovernmentDoD
    }

    It 'loads none of the SDK into the default context for the sample tenant' {
        Connect-Ed2402Tenant -Demo | Out-Null
        Test-Ed2402Posture | Out-Null
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Where-Object { $_ -match '^(Azure\.|Microsoft\.(Graph|Identity|Kiota))' } | Should -BeNullOrEmpty
    }
}
