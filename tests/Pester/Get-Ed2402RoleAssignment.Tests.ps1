BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $direct = @(Get-Ed2402RoleAssignment)
    $derived = @(Get-Ed2402RoleAssignment -Derived)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402RoleAssignment' {
    It 'lists assignments of both planes, to groups too' {
        $direct.Plane | Select-Object -Unique | Sort-Object | Should -Be Entra, Azure
        $direct.PrincipalType | Should -Contain 'Group'
        $direct.State | Should -Contain 'Eligible'
    }

    It 'adds what is held through groups with -Derived' {
        $derived.Count | Should -BeGreaterThan $direct.Count
        $derived.Kind | Should -Contain 'GroupMember'
        $direct.Kind | Should -Not -Contain 'GroupMember'
    }

    It 'filters by <Name>' -ForEach @(
        @{ Name = 'Plane'; Value = 'Azure' }
        @{ Name = 'Role'; Value = 'Global Administrator' }
        @{ Name = 'State'; Value = 'Eligible' }
        @{ Name = 'Tier'; Value = 0 }
    ) {
        $parameter = @{ $Name = $Value }
        $found = @(Get-Ed2402RoleAssignment @parameter)
        $found.Count | Should -BeGreaterThan 0
        $found.Count | Should -BeLessThan $direct.Count
        $found.$Name | Select-Object -Unique | Should -Be $Value
    }

    It 'takes wildcards in names and roles' {
        (Get-Ed2402RoleAssignment -Role 'global*').Role | Should -Contain 'Global Administrator'
        $someone = $direct[0].Principal
        (Get-Ed2402RoleAssignment -Name "$($someone.Substring(0, 3))*").Principal | Should -Contain $someone
    }

    It 'takes accounts from the pipeline' {
        $account = Get-Ed2402PrivilegedAccount -Type User | Select-Object -First 1
        $found = @($account | Get-Ed2402RoleAssignment -Derived)
        $found.Count | Should -BeGreaterThan 0
        $found.PrincipalId | Select-Object -Unique | Should -Be $account.Id
    }

    It 'names a principal or role that is not there' {
        Get-Ed2402RoleAssignment -Name 'Nobody At All' -Role 'No Such Role' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.TargetObject | Should -Be 'Nobody At All', 'No Such Role'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $derived | Should -BeNullOrEmpty
        ($derived | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json).Count | Should -Be $derived.Count
    }

    It 'fits 120 columns' { Get-LostColumn $derived | Should -BeNullOrEmpty }
}
