using Ed2402Posture.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- conditional-access
switch (args)
{
    case ["conditional-access"]:
        ConditionalAccessBenchmark.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Usage: conditional-access");
        return 2;
}
