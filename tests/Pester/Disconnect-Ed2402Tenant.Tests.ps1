BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'Disconnect-Ed2402Tenant' {
    It 'ends the connection' {
        Connect-Ed2402Tenant -Demo | Out-Null
        Disconnect-Ed2402Tenant | Should -BeNullOrEmpty
        (Get-CommandError { Get-Ed2402PrivilegedAccount }).FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
    }

    It 'does nothing without a connection' {
        Disconnect-Ed2402Tenant
        Disconnect-Ed2402Tenant -ErrorVariable failure
        $failure | Should -BeNullOrEmpty
        Disconnect-Ed2402Tenant -Verbose 4>&1 | Should -Not -BeNullOrEmpty
    }
}
