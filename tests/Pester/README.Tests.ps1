# What the README tells a newcomer to type runs, line by line, on the sample tenant.
BeforeDiscovery {
    $root = (Resolve-Path -Path (Join-Path $PSScriptRoot '../..')).Path
    $block = [regex]::Match((Get-Content -Path (Join-Path $root 'README.md') -Raw), '(?s)```powershell\r?\n(.*?)```').Groups[1].Value
    $lines = $block -split '\r?\n' | Where-Object { $_ -match '^\w' } | ForEach-Object { @{ Line = ($_ -replace '\s+#.*$', '') } }
    if ($lines.Count -lt 10) { throw "The README shows $($lines.Count) lines." }
}

Describe 'README' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Import-BuiltModule.ps1')
        $root = (Resolve-Path -Path (Join-Path $PSScriptRoot '../..')).Path
        $ErrorActionPreference = 'Stop'
    }

    AfterAll {
        Disconnect-Ed2402Tenant
    }

    # Building and signing in at a tenant of one's own are for the reader alone.
    It 'runs: <Line>' -ForEach ($lines | Where-Object { $_.Line -notmatch 'build\.ps1|contoso\.com' }) {
        $here = if ($Line -like 'Import-Module*') { $root } else { $TestDrive }
        Push-Location -Path $here
        try {
            { Invoke-Expression -Command $Line | Out-String } | Should -Not -Throw
        }
        finally {
            Pop-Location
        }
    }

    It 'names files that are written' {
        foreach ($file in 'tier0.dot', 'findings.csv', 'report.html', 'tenant.zip') {
            Join-Path $TestDrive $file | Should -Exist
        }
    }
}
