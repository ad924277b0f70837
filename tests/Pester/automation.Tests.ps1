# The scripts of docs/automation.md run as they stand there, on the sample tenant instead of one to sign in at.
BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    $page = Get-Content -Path (Join-Path $PSScriptRoot '../../docs/automation.md') -Raw
    $signIn = 'Connect-Ed2402Tenant -TenantId contoso.com -ClientId $env:SCAN_CLIENT_ID -CertificateThumbprint $env:SCAN_CERTIFICATE -Unattended'

    # The module is the one under test, which is imported already.
    function Get-DocumentedScript([string] $Name) {
        $script = [regex]::Match($page, "(?s)``````powershell\r?\n(# $([regex]::Escape($Name))\b.*?)``````").Groups[1].Value
        $script | Should -BeLike "*$signIn*"
        $path = Join-Path $TestDrive $Name
        $script.Replace($signIn, '$null = Connect-Ed2402Tenant -Demo').Replace('Import-Module Ed2402Posture', '') | Set-Content -Path $path
        $path
    }

    Set-Content -Path (Join-Path $TestDrive ed2402.settings.json) -Value '{}'
    Push-Location -Path $TestDrive
}

AfterAll { Pop-Location }

Describe 'docs/automation.md' {
    It 'scan.ps1 writes snapshot, findings and report, and adds up its exit code' {
        & (Get-DocumentedScript scan.ps1)
        $LASTEXITCODE | Should -Be 6
        'tenant.zip', 'report.html' | Should -Exist
        @(Import-Csv -Path findings.csv | Where-Object Outcome -EQ Fail).Count | Should -BeGreaterThan 0
    }

    It 'daily.ps1 runs day after day' {
        Remove-Item -Path tenant.zip, findings.csv -ErrorAction SilentlyContinue
        $script = Get-DocumentedScript daily.ps1
        & $script | Should -BeNullOrEmpty
        'changes.csv' | Should -Not -Exist
        & $script | Should -BeNullOrEmpty
        'changes.csv' | Should -Exist
        'tenant.zip' | Should -Exist
        'tenant-new.zip*' | Should -Not -Exist
        @(Import-Csv -Path findings.csv).Count | Should -BeGreaterThan 50
    }
}
