#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packages the module Ed2402Posture.

.DESCRIPTION
    Needs the .NET SDK. The module as it ships is laid out in out/Ed2402Posture/<version>/. The script uses the language, .NET and
    dotnet alone, so that it also runs where PowerShell is not installed:
    dotnet run --project src/Ed2402Posture.Host -- -File build.ps1 -Task Package

.PARAMETER Task
    Clean removes what was built. Build lays the module out. Test runs all tests, the Pester tests too where Pester 5 is installed.
    Package builds and writes out/Ed2402Posture.<version>.zip, which unpacks into a folder of $env:PSModulePath.

.PARAMETER Configuration
    Debug or Release.

.EXAMPLE
    ./build.ps1
    Import-Module ./out/Ed2402Posture

.EXAMPLE
    ./build.ps1 -Task Clean, Test, Package
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ArgumentCompletions('Clean', 'Build', 'Test', 'Package')]
    [ValidatePattern('^(Clean|Build|Test|Package)(,(Clean|Build|Test|Package))*$',
        ErrorMessage = "'{0}' is no task. Tasks are Clean, Build, Test and Package; give several with commas between them.")]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = [IO.Path]::Combine($PSScriptRoot, 'Ed2402Posture.slnx')
$module = [IO.Path]::Combine($PSScriptRoot, 'src', 'Ed2402Posture', 'Ed2402Posture.csproj')
$out = [IO.Path]::Combine($PSScriptRoot, 'out')
$staged = [IO.Path]::Combine($out, 'Ed2402Posture')

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $args ended with exit code $LASTEXITCODE." }
}

function Remove-Folder([string] $Path) {
    if ([IO.Directory]::Exists($Path)) { [IO.Directory]::Delete($Path, $true) }
}

function Invoke-Clean {
    Invoke-DotNet clean $solution --configuration $Configuration --nologo --verbosity quiet
    Remove-Folder $out
}

function Invoke-Build {
    Invoke-DotNet build $module --configuration $Configuration --nologo --verbosity quiet
    "Built $staged"
}

function Invoke-Test {
    Invoke-DotNet test $solution --configuration $Configuration --nologo
    if (Get-Module -ListAvailable -Name Pester | Where-Object { $_.Version.Major -ge 5 }) {
        # In a process of its own: a loaded assembly cannot be unloaded, and would keep the module's files busy.
        $pester = [IO.Path]::Combine($PSScriptRoot, 'tests', 'Pester')
        $run = "`$c = New-PesterConfiguration; `$c.Run.Path = '$($pester.Replace("'", "''"))'; `$c.Run.Exit = `$true; Invoke-Pester -Configuration `$c"
        & ([Environment]::ProcessPath) -NoProfile -Command $run
        if ($LASTEXITCODE -ne 0) { throw "Pester ended with exit code $LASTEXITCODE." }
    }
    else {
        'Pester 5 is not installed: its tests were left out.'
    }
}

function Invoke-Package {
    Invoke-Build
    $version = (Invoke-DotNet msbuild $module '-getProperty:Version').Trim()
    $package = [IO.Path]::Combine($out, "Ed2402Posture.$version.zip")
    [IO.File]::Delete($package)
    $zip = [IO.Compression.ZipFile]::Open($package, 'Create')
    try {
        $files = [IO.Directory]::GetFiles([IO.Path]::Combine($staged, $version), '*', 'AllDirectories')
        [Array]::Sort($files, [StringComparer]::Ordinal)
        foreach ($file in $files) {
            $entry = [IO.Path]::GetRelativePath($out, $file).Replace('\', '/')
            $null = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($zip, $file, $entry, 'SmallestSize')
        }
    }
    finally {
        $zip.Dispose()
    }
    "Packaged $package"
    'SHA-256  ' + [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes($package)))
}

# 'pwsh -File build.ps1 -Task Clean,Package' gives one string: -File knows no arrays.
foreach ($name in $Task -split ',') {
    & "Invoke-$name"
}
