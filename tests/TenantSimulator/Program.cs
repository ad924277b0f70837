using Ed2402Posture.TenantSimulator.CommandLine;

return await SimulatorCommand.RunAsync(args);
