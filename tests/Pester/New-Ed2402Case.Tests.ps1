BeforeAll { . $PSScriptRoot/Import-BuiltModule.ps1 }

Describe 'New-Ed2402Case' {
    It 'opens an empty case that only its owner may read' {
        $path = Join-Path $TestDrive new.case.json
        $case = New-Ed2402Case -Path $path -Title 'Leak' -Contact 'soc@contoso.com'
        $case.Title | Should -Be 'Leak'
        $case.Records | Should -Be 0
        $case.Entries | Should -Be 1
        if (-not $IsWindows) { [int] (Get-Item $path).UnixFileMode | Should -Be ([int] [IO.UnixFileMode] 'UserRead, UserWrite') }
    }

    It 'keeps a case that is there, unless told to replace it' {
        $path = Join-Path $TestDrive kept.case.json
        $first = New-Ed2402Case -Path $path -Title 'First'
        (Get-CommandError { New-Ed2402Case -Path $path -Title 'Second' }).FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        (Get-CommandError { New-Ed2402Case -Path (Join-Path $TestDrive none/x.case.json) -Title 'Third' }).FullyQualifiedErrorId | Should -BeLike 'FolderNotFound*'
        (New-Ed2402Case -Path $path -Title 'Second' -Force).Id | Should -Not -Be $first.Id
    }

    It 'writes nothing with -WhatIf' {
        $path = Join-Path $TestDrive none.case.json
        New-Ed2402Case -Path $path -Title 'Leak' -WhatIf | Should -BeNullOrEmpty
        Test-Path $path | Should -BeFalse
    }
}
