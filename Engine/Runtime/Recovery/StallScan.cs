namespace Elsa.Workflows.Runtime.Recovery;
internal class StallScan { public Task RunOnceAsync(CancellationToken t)=>Task.CompletedTask; }
