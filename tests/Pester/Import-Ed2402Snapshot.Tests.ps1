BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
    $before = @(Test-Ed2402Posture | ForEach-Object ToString)
    $zip = (Export-Ed2402Snapshot -Path (Join-Path $TestDrive contoso.zip)).FullName
    Disconnect-Ed2402Tenant
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Import-Ed2402Snapshot' {
    It 'gives the same findings as the tenant did' {
        (Import-Ed2402Snapshot -Path $zip).TenantName | Should -Be 'Contoso'
        @(Test-Ed2402Posture | ForEach-Object ToString) | Should -Be $before
    }

    It 'takes files from the pipeline' {
        Disconnect-Ed2402Tenant
        Get-Item -Path $zip | Import-Ed2402Snapshot | Should -Not -BeNullOrEmpty
        (Get-Ed2402Connection).Source | Should -Match 'contoso.zip'
    }

    It 'refuses a damaged snapshot and keeps the connection before it' {
        Connect-Ed2402Tenant -Demo | Out-Null
        $damaged = Join-Path $TestDrive damaged
        Export-Ed2402Snapshot -Path $damaged | Out-Null
        Add-Content -Path (Join-Path $damaged users.ndjson) -Value '{}'
        $failure = Get-CommandError { Import-Ed2402Snapshot -Path $damaged }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Snapshot*'
        $failure.Exception.Message | Should -Match 'users'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        (Get-Ed2402Connection).Source | Should -Be 'the sample tenant'
    }

    It 'ends with one error on a file that is not there' {
        $path = Join-Path $TestDrive none.zip
        $failure = Get-CommandError { Import-Ed2402Snapshot -Path $path }
        $failure.FullyQualifiedErrorId | Should -Not -BeLike 'Unexpected*'
        $failure.TargetObject | Should -Be $path
    }

    It 'ends with one error on a file that is no snapshot' {
        $path = Join-Path $TestDrive text.zip
        Set-Content -Path $path -Value 'no zip'
        $failure = Get-CommandError { Import-Ed2402Snapshot -Path $path }
        $failure.FullyQualifiedErrorId | Should -Not -BeLike 'Unexpected*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
