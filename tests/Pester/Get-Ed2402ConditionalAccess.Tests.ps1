BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $all = @(Get-Ed2402ConditionalAccess)
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402ConditionalAccess' {
    It 'gives one row a privileged person, for all applications together' {
        $people = @(Get-Ed2402PrivilegedAccount -Type User, Guest)
        @($all.AccountId | Sort-Object) | Should -Be @($people.Id | Sort-Object)
        $all.TargetId | Select-Object -Unique | Should -Be 'All'
    }

    It 'tells the sign-in that escapes, and why' {
        $travellers = @($all | Where-Object Escape -Match "excludes group 'CA Exclusion - Travellers'")
        $travellers.Count | Should -BeGreaterThan 0
        $travellers[0].Escape | Should -Match 'browser'
        ($all | Where-Object Escape -Match "through 'Sales Abroad'").Account | Should -Match 'grace'
    }

    It 'lists every target, or those named' {
        $account = $all[0].Account
        $every = @(Get-Ed2402ConditionalAccess -Account $account -Target *)
        $every.TargetId | Should -Contain 'MicrosoftAdminPortals'
        $every.TargetId | Should -Contain 'urn:user:registersecurityinfo'
        $every.TargetId | Should -Contain 'other'
        (Get-Ed2402ConditionalAccess $account 00000002-0000-0ff1-ce00-000000000000).TargetId | Should -Be '00000002-0000-0ff1-ce00-000000000000'
        (Get-Ed2402ConditionalAccess $account All).TargetId | Should -Be 'All'
    }

    It 'takes accounts from the pipeline' {
        $admins = @(Get-Ed2402PrivilegedAccount -Role 'Global Administrator' -Type User)
        @($admins | Get-Ed2402ConditionalAccess).Count | Should -Be $admins.Count
    }

    It 'names what is not there' {
        Get-Ed2402ConditionalAccess -Account nobody@contoso.com -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
        Get-Ed2402ConditionalAccess -Target Nothing -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'NameNotFound*'
    }

    It 'verifies online only where there is a tenant to ask' {
        { Get-Ed2402ConditionalAccess -VerifyOnline -ErrorAction Stop } | Should -Throw -ErrorId 'VerifyWithoutTenant*'
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Get-TypeNameCell $all | Should -BeNullOrEmpty
        ($all | ConvertTo-Json -Depth 3 -EnumsAsStrings | ConvertFrom-Json).Count | Should -Be $all.Count
    }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
