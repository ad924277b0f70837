BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Get-Ed2402AuthenticationMethod)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402AuthenticationMethod' {
    It 'gives one row a privileged person' {
        @($all.AccountId | Sort-Object) | Should -Be @((Get-Ed2402PrivilegedAccount -Type User, Guest).Id | Sort-Object)
    }

    It 'tells apart what is registered, allowed and demanded' {
        $all.EffectiveStrength | Should -Contain 'PhishingResistantEnforced'
        $all.EffectiveStrength | Should -Contain 'WeakOnly'
        ($all | Where-Object PhishingResistant -Match 'FIDO2').Count | Should -BeGreaterThan 0
        ($all | Where-Object WeakMethods -Match 'push').Count | Should -BeGreaterThan 0
    }

    It 'filters by strength and name' {
        (Get-Ed2402AuthenticationMethod -EffectiveStrength WeakOnly).EffectiveStrength | Select-Object -Unique | Should -Be 'WeakOnly'
        @(Get-Ed2402AuthenticationMethod -Account $all[0].Account).Count | Should -Be 1
    }

    It 'takes accounts from the pipeline' {
        $admins = @(Get-Ed2402PrivilegedAccount -Role 'Global Administrator' -Type User)
        @($admins | Get-Ed2402AuthenticationMethod).Count | Should -Be $admins.Count
    }

    It 'names an account that is not there' {
        Get-Ed2402AuthenticationMethod -Account nobody@contoso.com -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        ($all | ConvertTo-Json -Depth 3 -EnumsAsStrings | ConvertFrom-Json).Count | Should -Be $all.Count
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
