BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Export-Ed2402Snapshot' {
    It 'writes a zip that only its owner may read' {
        $file = Export-Ed2402Snapshot -Path (Join-Path $TestDrive contoso.zip)
        $file | Should -BeOfType [System.IO.FileInfo]
        $file.Length | Should -BeGreaterThan 1000
        if (-not $IsWindows) { [int] $file.UnixFileMode -band 63 | Should -Be 0 }
    }

    It 'writes a folder of lines of JSON with a manifest' {
        $folder = Export-Ed2402Snapshot -Path (Join-Path $TestDrive contoso)
        $folder | Should -BeOfType [System.IO.DirectoryInfo]
        $manifest = Get-Content -Path (Join-Path $folder manifest.json) -Raw | ConvertFrom-Json
        foreach ($dataset in $manifest.datasets | Where-Object file) {
            $path = Join-Path $folder $dataset.file
            (Get-FileHash -Path $path -Algorithm SHA256).Hash | Should -Be $dataset.sha256
            @(Get-Content -Path $path | Where-Object { $_ }).Count | Should -Be $dataset.items
        }
    }

    It 'adds the owners of credentials that were asked for' {
        $path = Join-Path $TestDrive owners
        Export-Ed2402Snapshot $path -IncludeOwner | Should -Not -BeNullOrEmpty
        Get-Content (Join-Path $path credentialOwners.ndjson) -TotalCount 1 | ConvertFrom-Json | Select-Object -ExpandProperty owners | Should -Not -BeNullOrEmpty
    }

    It 'leaves a file that is there, unless forced' {
        $path = Join-Path $TestDrive twice.zip
        Export-Ed2402Snapshot -Path $path | Out-Null
        $failure = Get-CommandError { Export-Ed2402Snapshot -Path $path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        $failure.TargetObject | Should -Be $path
        Export-Ed2402Snapshot -Path $path -Force | Should -Not -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        Export-Ed2402Snapshot -Path (Join-Path $TestDrive whatif.zip) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive whatif.zip | Should -Not -Exist
    }

    It 'ends with one error on a folder that is not there' {
        (Get-CommandError { Export-Ed2402Snapshot -Path (Join-Path $TestDrive none/contoso.zip) }).FullyQualifiedErrorId | Should -BeLike 'FolderNotFound*'
    }

    It 'leaves no work behind with -Resume' {
        $path = Join-Path $TestDrive resumed.zip
        Export-Ed2402Snapshot -Path $path -Resume | Should -Not -BeNullOrEmpty
        "$path.partial" | Should -Not -Exist
    }

    It 'ends with one error on an earlier snapshot that is not there' {
        $failure = Get-CommandError { Export-Ed2402Snapshot -Path (Join-Path $TestDrive since.zip) -Since (Join-Path $TestDrive nowhere.zip) }
        $failure.FullyQualifiedErrorId | Should -BeLike 'FileNotFound*'
    }

    It 'leaves no temporary file behind' {
        Export-Ed2402Snapshot -Path (Join-Path $TestDrive clean.zip) | Out-Null
        Get-ChildItem -Path $TestDrive -Force | Where-Object Name -Match 'tmp|\.partial' | Should -BeNullOrEmpty
    }
}
