# Dot-sourced by every test: imports the module as built. $env:ED2402_MODULE names another manifest.
$manifest = if ($env:ED2402_MODULE) { $env:ED2402_MODULE } else {
    Get-ChildItem -Path (Join-Path $PSScriptRoot '../../out/Ed2402Posture/*/Ed2402Posture.psd1') -ErrorAction SilentlyContinue |
        Sort-Object -Property { [version] $_.Directory.Name } |
        Select-Object -Last 1 -ExpandProperty FullName
}
if (-not $manifest) {
    throw 'The module is not built: run ./build.ps1 first, or name a manifest in $env:ED2402_MODULE.'
}
Import-Module -Name $manifest -Force

# The error that a command ends with, or nothing.
function Get-CommandError([scriptblock] $Command) {
    try { & $Command | Out-Null } catch { return $_ }
}

# Cells of a table of objects that show the name of a type instead of a value.
function Get-TypeNameCell([object[]] $InputObject) {
    $InputObject | ConvertTo-Csv | Select-String -Pattern 'System\.[A-Z]', 'Ed2402Posture\.[A-Z]', '@\{' -CaseSensitive
}

# Columns of the default table that a console of 120 columns leaves out for lack of room.
function Get-LostColumn([object[]] $InputObject) {
    $narrow, $wide = foreach ($width in 120, 400) {
        , @((($InputObject[0] | Out-String -Width $width) -split '\r?\n' -match '^ *-[- ]+$')[0] -split ' +' -ne '')
    }
    if ($wide.Count -lt 2) { throw 'The default view is no table.' }
    $wide | Select-Object -Skip $narrow.Count
}
