BeforeAll {
    . $PSScriptRoot/Import-BuiltModule.ps1
    Connect-Ed2402Tenant -Demo | Out-Null
}

AfterAll { Disconnect-Ed2402Tenant }

Describe 'Export-Ed2402PrivilegeGraph' {
    It 'writes a file that only its owner may read' {
        $file = Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive graph.json)
        $file | Should -BeOfType [System.IO.FileInfo]
        if (-not $IsWindows) { [int] $file.UnixFileMode -band 63 | Should -Be 0 }
    }

    It 'has every privileged account as a node of its tier' {
        $graph = Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive all.json)) -Raw | ConvertFrom-Json -AsHashtable
        $tiers = @{}
        foreach ($node in $graph.nodes) { $tiers[$node.id] = $node.tier }
        foreach ($account in Get-Ed2402PrivilegedAccount) { $tiers[$account.Id] | Should -Be $account.Tier }
        $graph.edges.Count | Should -BeGreaterThan 50
        $graph.edges.kind | Should -Contain 'ManagedIdentityHost'
    }

    It 'writes GraphML that reads as XML' {
        $xml = [xml] (Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive graph.graphml)) -Raw)
        $xml.graphml.graph.edgedefault | Should -Be 'directed'
        $xml.graphml.graph.node.Count | Should -BeGreaterThan 20
    }

    It 'takes the format from the name, or from -Format' {
        Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive graph.dot)) -TotalCount 1 | Should -Be 'digraph privilege {'
        Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive graph.mmd) -Tier 0 -WarningAction SilentlyContinue) -TotalCount 1 | Should -Be 'flowchart LR'
        $payload = Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive bloodhound.json) -Format OpenGraph) -Raw | ConvertFrom-Json
        $payload.metadata.source_kind | Should -Be 'Ed2402'
        $payload.graph.edges[0].start.match_by | Should -Be 'id'
    }

    It 'keeps only what leads to the tiers asked for' {
        $all = (Get-Content -Path (Join-Path $TestDrive all.json) -Raw | ConvertFrom-Json).nodes.Count
        $zero = (Get-Content -Path (Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive zero.json) -Tier 0) -Raw | ConvertFrom-Json).nodes
        $zero.Count | Should -BeLessThan $all
        $zero | Where-Object { $_.kind -eq 'User' -and $_.tier -ne 0 } | Should -BeNullOrEmpty
    }

    It 'leaves a file that is there, unless forced, and refuses what it cannot write' {
        $path = Join-Path $TestDrive graph.json
        (Get-CommandError { Export-Ed2402PrivilegeGraph -Path $path }).FullyQualifiedErrorId | Should -BeLike 'FileExists*'
        Export-Ed2402PrivilegeGraph -Path $path -Force | Should -Not -BeNullOrEmpty
        (Get-CommandError { Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive graph.svg) }).FullyQualifiedErrorId | Should -BeLike 'GraphFormatUnknown*'
        (Get-CommandError { Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive none/graph.dot) }).FullyQualifiedErrorId | Should -BeLike 'FolderNotFound*'
    }

    It 'writes nothing with -WhatIf' {
        Export-Ed2402PrivilegeGraph -Path (Join-Path $TestDrive whatif.json) -WhatIf | Should -BeNullOrEmpty
        Join-Path $TestDrive whatif.json | Should -Not -Exist
    }
}
