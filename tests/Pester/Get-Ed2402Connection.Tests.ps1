BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Get-Ed2402Connection' {
    It 'needs a connection' {
        Disconnect-Ed2402Tenant
        $failure = Get-CommandError { Get-Ed2402Connection }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'Connect-Ed2402Tenant'
    }

    It 'shows once what to do about an error' {
        Disconnect-Ed2402Tenant
        $failure = Get-CommandError { Get-Ed2402Connection }
        # Without colours, and without the bar that PowerShell sets before the lines of an error in a script.
        $shown = ($failure | Out-String) -replace '\e\[[\d;]*m' -replace '[\s|]+', ' '
        [regex]::Matches($shown, [regex]::Escape("Recommendation: $($failure.ErrorDetails.RecommendedAction)")).Count | Should -Be 1
    }

    It 'shows the sample tenant and its datasets' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $connection = Get-Ed2402Connection
        $connection.TenantName | Should -Be 'Contoso'
        $connection.CollectedAt.Offset | Should -Be ([timespan]::Zero)
        $connection.Datasets.Name | Should -Contain 'roleAssignments'
        $connection.DatasetsRead | Should -Be @($connection.Datasets | Where-Object Status -NE NotCollected).Count
    }

    It 'plans no scan of the sample tenant' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $failure = Get-CommandError { Get-Ed2402Connection -Plan }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PlanWithoutTenant*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'converts to CSV and JSON without a type name in a cell' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $connection = Get-Ed2402Connection
        Get-TypeNameCell $connection | Should -BeNullOrEmpty
        Get-TypeNameCell $connection.Datasets | Should -BeNullOrEmpty
        ($connection | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json).Datasets.Count | Should -Be $connection.Datasets.Count
    }

    It 'fits 120 columns' {
        Connect-Ed2402Tenant -Demo | Out-Null
        Get-LostColumn (Get-Ed2402Connection) | Should -BeNullOrEmpty
        Get-LostColumn (Get-Ed2402Connection).Datasets | Should -BeNullOrEmpty
    }
}
