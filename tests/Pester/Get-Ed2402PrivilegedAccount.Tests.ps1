BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Get-Ed2402PrivilegedAccount)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402PrivilegedAccount' {
    It 'lists each privileged account once, strongest first' {
        $all.Count | Should -BeGreaterThan 15
        @($all.Id | Select-Object -Unique).Count | Should -Be $all.Count
        $all.Tier | Should -Be @($all.Tier | Sort-Object)
        $all.Type | Should -Not -Contain 'Group'
    }

    It 'gives every account its paths, the shortest as a sentence' {
        foreach ($account in $all) {
            $account.Paths.Count | Should -BeGreaterThan 0
            $account.PathCount | Should -BeGreaterOrEqual $account.Paths.Count
            $account.Paths.Text | Should -Contain $account.ShortestPath
            $account.Tier | Should -Be ($account.Paths.Tier | Measure-Object -Minimum).Minimum
        }
    }

    It 'filters by tier' {
        $tier0 = @(Get-Ed2402PrivilegedAccount -Tier 0)
        $tier0.Tier | Select-Object -Unique | Should -Be 0
        $tier0.Count + @(Get-Ed2402PrivilegedAccount -Tier 1, 2).Count | Should -Be $all.Count
        { Get-Ed2402PrivilegedAccount -Tier 3 } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'filters by type' {
        $types = @($all.Type | Select-Object -Unique)
        $types.Count | Should -BeGreaterThan 1
        (Get-Ed2402PrivilegedAccount -Type $types[0]).Type | Select-Object -Unique | Should -Be $types[0]
    }

    It 'filters by role and state on one path' {
        $standing = @(Get-Ed2402PrivilegedAccount -Role 'Global Administrator' -Standing)
        $standing.Count | Should -BeGreaterThan 0
        foreach ($account in $standing) {
            $account.Paths | Where-Object { $_.Role -eq 'Global Administrator' -and $_.State -eq 'Active' -and $_.Permanent } | Should -Not -BeNullOrEmpty
        }
        @(Get-Ed2402PrivilegedAccount -Role 'Global Administrator').Count | Should -BeGreaterThan $standing.Count -Because 'the sample tenant has eligible ones too'
    }

    It 'filters by plane' {
        foreach ($account in Get-Ed2402PrivilegedAccount -Plane Azure) { $account.Paths.Plane | Should -Contain 'Azure' }
    }

    It 'takes names with wildcards, and the id' {
        $one = $all | Where-Object Type -EQ User | Select-Object -First 1
        (Get-Ed2402PrivilegedAccount -Name $one.UserPrincipalName).Id | Should -Be $one.Id
        (Get-Ed2402PrivilegedAccount -Name $one.Id).Id | Should -Be $one.Id
        (Get-Ed2402PrivilegedAccount -Name ($one.UserPrincipalName.Split('@')[0] + '*')).Id | Should -Contain $one.Id
        @(Get-Ed2402PrivilegedAccount -Name 'nobody*').Count | Should -Be 0
    }

    It 'names a name that is not there' {
        Get-Ed2402PrivilegedAccount -Name 'Nobody At All' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
        $failure.TargetObject | Should -Be 'Nobody At All'
        $failure[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'names a role that does not exist, and is silent about one that nobody holds' {
        Get-Ed2402PrivilegedAccount -Role 'Global Admin' -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
        Get-Ed2402PrivilegedAccount -Role 'Windows 365 Administrator' -ErrorVariable failure | Out-Null
        $failure | Should -BeNullOrEmpty
    }

    It 'leaves out roundabout paths' {
        $direct = @(Get-Ed2402PrivilegedAccount -ExcludeIndirect)
        $direct.Count | Should -BeLessThan $all.Count
        $direct.Paths.Kind | Should -Not -Contain 'GroupMember'
        foreach ($account in $direct) { $account.Tier | Should -Be ($account.Paths.Tier | Measure-Object -Minimum).Minimum }
    }

    It 'takes findings from the pipeline, each account once' {
        $failed = Test-Ed2402Posture -Outcome Fail
        $accounts = @($failed | Get-Ed2402PrivilegedAccount)
        $accounts.Count | Should -BeGreaterThan 0
        @($accounts.Id | Select-Object -Unique).Count | Should -Be $accounts.Count
        foreach ($account in $accounts) { $failed.SubjectId | Should -Contain $account.Id }
        @($null | Where-Object { $_ } | Get-Ed2402PrivilegedAccount).Count | Should -Be 0 -Because 'an empty pipeline asks for nothing'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        $json = $all | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json
        $json.Count | Should -Be $all.Count
        $json[0].Paths[0].Text | Should -Be $all[0].Paths[0].Text
        $json[0].Type | Should -Be $all[0].Type.ToString()
    }

    It 'fits 120 columns' {
        Get-LostColumn $all | Should -BeNullOrEmpty
        Get-LostColumn $all[0].Paths | Should -BeNullOrEmpty
    }

    It 'stops early without harm' {
        (Get-Ed2402PrivilegedAccount | Select-Object -First 1).Id | Should -Be $all[0].Id
    }

    It 'cannot read the sample tenant anew' {
        (Get-CommandError { Get-Ed2402PrivilegedAccount -Refresh }).FullyQualifiedErrorId | Should -BeLike 'RefreshWithoutTenant*'
    }
}
