BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Disconnect-Ed2402Tenant
    $all = @(Get-Ed2402Check)
}

Describe 'Get-Ed2402Check' {
    It 'lists the catalogue without a tenant' {
        $all.Count | Should -BeGreaterOrEqual 13
        @($all.CheckId | Select-Object -Unique).Count | Should -Be $all.Count
        foreach ($check in $all) {
            $check.CheckId | Should -Match '^[A-Z]{2,3}-\d\d$'
            $check.Title | Should -Not -BeNullOrEmpty
            $check.Provenance | Should -Not -BeNullOrEmpty
            $check.Remediation | Should -Not -BeNullOrEmpty
            $check.Permissions | Should -Not -BeNullOrEmpty
        }
    }

    It 'has a page for each check' {
        foreach ($check in $all) { Join-Path $PSScriptRoot "../../docs/checks/$($check.CheckId).md" | Should -Exist }
    }

    It 'finds by id, wildcards and category' {
        (Get-Ed2402Check -CheckId pim-01).CheckId | Should -Be 'PIM-01'
        (Get-Ed2402Check PIM-*).Category | Select-Object -Unique | Should -Be 'PimUsage'
        (Get-Ed2402Check -Category Azure*).CheckId | Should -BeLike 'AZR-*'
        $all[0] | Get-Ed2402Check | Should -Be $all[0]
    }

    It 'finds by reference' {
        (Get-Ed2402Check -Reference MS.AAD.1.1v1).CheckId | Should -Be 'CA-03'
        (Get-Ed2402Check -Reference 'SCuBA MS.AAD.1.1v1').CheckId | Should -Be 'CA-03'
        $cited = @(Get-Ed2402Check -Reference MS.AAD.7.*)
        $cited.Count | Should -BeGreaterThan 5
        $cited.References | Where-Object { $_ -like 'SCuBA MS.AAD.7.*' } | Should -Not -BeNullOrEmpty
        (Get-CommandError { Get-Ed2402Check -Reference MS.AAD.99.1v1 }).FullyQualifiedErrorId | Should -BeLike 'UnknownReference*'
        (TabExpansion2 -inputScript 'Get-Ed2402Check -Reference SCuBA').CompletionMatches.ListItemText | Should -Contain 'SCuBA MS.AAD.1.1v1'
    }

    It 'ends with one error on an unknown <Name>' -ForEach @(
        @{ Name = 'id'; Command = { Get-Ed2402Check -CheckId PIM-99 }; Id = 'UnknownCheck*'; Target = 'PIM-99' }
        @{ Name = 'id with wildcards'; Command = { Get-Ed2402Check -CheckId XYZ* }; Id = 'UnknownCheck*'; Target = 'XYZ*' }
        @{ Name = 'category'; Command = { Get-Ed2402Check -Category Passwords }; Id = 'UnknownCategory*'; Target = 'Passwords' }
    ) {
        $failure = Get-CommandError $Command
        $failure.FullyQualifiedErrorId | Should -BeLike $Id
        $failure.TargetObject | Should -Be $Target
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'completes ids and categories' {
        (TabExpansion2 -inputScript 'Get-Ed2402Check -CheckId PIM').CompletionMatches.CompletionText | Should -Contain 'PIM-01'
        (TabExpansion2 -inputScript 'Get-Ed2402Check -Category Az').CompletionMatches.CompletionText | Should -Be 'AzureRbac'
    }

    It 'converts to CSV without a type name in a cell' { Get-TypeNameCell $all | Should -BeNullOrEmpty }

    It 'fits 120 columns' { Get-LostColumn $all | Should -BeNullOrEmpty }
}
