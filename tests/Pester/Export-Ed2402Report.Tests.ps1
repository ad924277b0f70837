BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Export-Ed2402Report' {
    It 'writes a page for people that only its owner may read' {
        $file = Export-Ed2402Report -Path (Join-Path $TestDrive contoso.html)
        $file | Should -BeOfType [System.IO.FileInfo]
        if (-not $IsWindows) { [int] $file.UnixFileMode -band 63 | Should -Be 0 }
        $text = Get-Content -Path $file -Raw
        $text | Should -Match '<h1>Privileged accounts of Contoso</h1>'
        $text | Should -Match 'breakglass1@contoso.onmicrosoft.com'
        $text | Should -Not -Match '<script'
    }

    It 'counts what the findings say' {
        $text = Get-Content -Path (Export-Ed2402Report -Path (Join-Path $TestDrive contoso.md)) -Raw
        $findings = Test-Ed2402Posture
        foreach ($check in $findings | Where-Object Outcome -EQ Fail | Group-Object CheckId) {
            $text | Should -Match "### $($check.Name)  "
            $text | Should -Match "$($check.Count) Fail"
        }
    }

    It 'writes several formats at once' {
        @(Export-Ed2402Report -Path (Join-Path $TestDrive both.html), (Join-Path $TestDrive both.md)).Count | Should -Be 2
    }

    It 'leaves a file that is there, unless forced' {
        $path = Join-Path $TestDrive twice.html
        Export-Ed2402Report -Path $path | Out-Null
        (Get-CommandError { Export-Ed2402Report -Path $path }).FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        Export-Ed2402Report -Path $path -Force | Should -Not -BeNullOrEmpty
    }

    It 'ends with one error on a format that it does not know' {
        (Get-CommandError { Export-Ed2402Report -Path (Join-Path $TestDrive report.docx) }).FullyQualifiedErrorId | Should -BeLike 'FormatUnknown*'
    }

    It 'writes nothing with -WhatIf' {
        Export-Ed2402Report -Path (Join-Path $TestDrive whatif.html) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive whatif.html | Should -Not -Exist
    }
}
