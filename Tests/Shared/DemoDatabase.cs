using System.Security.Cryptography;
using Elsa.ITR.Web.Commands;

namespace Elsa.ITR.Tests.Shared;

/// <summary>The demonstration data in a SQLite file, as the command makes it.</summary>
public static class DemoDatabase
{
    /// <summary>The day that every literal date of the demonstration data is written for.</summary>
    public const string Anchor = "2026-11-23";

    /// <summary>Makes the data anew; answers what the command said.</summary>
    public static async Task<string> MakeAsync(string file)
    {
        await using var said = new StringWriter();
        var start = await CommandLine.StartAsync(["demo", "--anchor", Anchor, "--database", file], said, said, TextReader.Null, CancellationToken.None);
        return start.ExitCode is null ? said.ToString() : throw new InvalidOperationException(said.ToString());
    }

    /// <summary>Leaves a file for the other test projects of this build; it takes a minute to make.</summary>
    public static void Keep(string file)
    {
        var kept = KeptFile();
        if (Directory.Exists(Path.GetDirectoryName(kept)))
            Directory.Delete(Path.GetDirectoryName(kept)!, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.Copy(file, kept + ".part");
        File.Move(kept + ".part", kept);
    }

    /// <summary>Writes the data to a new file: what another test project of this build has kept, or made anew.</summary>
    public static async Task CopyAsync(string file)
    {
        if (File.Exists(KeptFile()))
            File.Copy(KeptFile(), file);
        else
            await MakeAsync(file);
    }

    // Named by the product's assemblies, so that no other build takes it for its own.
    private static string KeptFile()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var assembly in Directory.EnumerateFiles(AppContext.BaseDirectory, "Elsa.ITR.*.dll").Where(x => !Path.GetFileName(x).Contains(".Tests.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(assembly));
        return Path.Combine(Repository.Root, "artifacts", "demo", Convert.ToHexStringLower(hash.GetHashAndReset())[..16] + ".db");
    }
}
