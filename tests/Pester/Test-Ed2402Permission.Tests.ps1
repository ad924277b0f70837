BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Test-Ed2402Permission' {
    It 'lists the least-privileged permissions without a connection' {
        Disconnect-Ed2402Tenant
        $least = @(Test-Ed2402Permission -LeastPrivilege)
        $least.Permission | Should -Contain 'RoleManagement.Read.Directory'
        $least.Permission | Should -Not -Match 'Write'
        $least.Granted | Select-Object -Unique | Should -Be 'Unknown'
        Get-TypeNameCell $least | Should -BeNullOrEmpty
        Get-LostColumn $least | Should -BeNullOrEmpty
    }

    It 'needs a connection for the rest' {
        Disconnect-Ed2402Tenant
        (Get-CommandError { Test-Ed2402Permission }).FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
    }

    It 'says of each dataset whether it can be read, and which checks rest on it' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $report = @(Test-Ed2402Permission)
        $report.Dataset | Should -BeIn (Get-Ed2402Connection).Datasets.Name
        @($report.Dataset | Select-Object -Unique).Count | Should -Be $report.Count
        foreach ($row in $report) { $row.Readable -eq 'Yes' | Should -Be ($row.Status -eq 'Complete') }
        $report.Checks -split '; ' | Where-Object { $_ } | Sort-Object -Unique | Should -Be @((Get-Ed2402Check).CheckId | Sort-Object)
        Get-TypeNameCell $report | Should -BeNullOrEmpty
        Get-LostColumn $report | Should -BeNullOrEmpty
    }
}
