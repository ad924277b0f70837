BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Get-Ed2402PimPolicy)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402PimPolicy' {
    It 'lists the settings of roles, strongest first' {
        $all.Count | Should -BeGreaterThan 1
        $all.Tier | Should -Be @($all.Tier | Sort-Object)
        $all.Target | Should -Contain 'Global Administrator'
    }

    It 'gives durations as time spans' {
        $all | Where-Object { $null -ne $_.MaximumActivation } | ForEach-Object { $_.MaximumActivation | Should -BeOfType [timespan] }
        @($all | Where-Object { $null -ne $_.MaximumActivation }).Count | Should -BeGreaterThan 0
    }

    It 'filters by name and tier' {
        (Get-Ed2402PimPolicy -Target 'Global Administrator').Target | Should -Be 'Global Administrator'
        (Get-Ed2402PimPolicy -Target 'global*').Target | Should -Contain 'Global Administrator'
        (Get-Ed2402PimPolicy -Tier 0).Tier | Select-Object -Unique | Should -Be 0
    }

    It 'lists the settings of groups and Azure roles by type' {
        (Get-Ed2402PimPolicy -TargetType GroupMember).Target | Should -Contain 'Tier 0 Identity Operators'
        (Get-Ed2402PimPolicy -TargetType AzureRole).Target | Should -Contain 'Owner'
        (Get-Ed2402PimPolicy -TargetType DirectoryRole).Count | Should -BeLessThan $all.Count
    }

    It 'takes role assignments from the pipeline, each role once' {
        $found = @(Get-Ed2402RoleAssignment -Role 'Global Administrator' | Get-Ed2402PimPolicy)
        $found.Target | Should -Be 'Global Administrator'
    }

    It 'names a role that has no settings' {
        Get-Ed2402PimPolicy -Target 'No Such Role' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        ($all | ConvertTo-Json -Depth 3 -EnumsAsStrings | ConvertFrom-Json).Count | Should -Be $all.Count
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
